CREATE TABLE note (text varchar NOT NULL);
GRANT SELECT, INSERT ON note TO ${app_role};
GRANT INSERT ON note TO ${audit_role};
