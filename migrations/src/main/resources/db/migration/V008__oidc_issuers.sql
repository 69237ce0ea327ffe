-- OpenID Connect issuers that tenants trust (AU-01), and the record of every change to them. Expand only (TE-08).

CREATE TABLE assay.oidc_issuer (
    tenant_id  uuid        NOT NULL REFERENCES assay.tenant,
    issuer_id  text        NOT NULL CHECK (issuer_id ~ '^[a-z0-9-]{1,40}$'),
    issuer_url text        NOT NULL CHECK (issuer_url ~ '^https://[\x21-\x7e]+$' AND length(issuer_url) <= 512),
    jwks_uri   text        CHECK (jwks_uri ~ '^https://[\x21-\x7e]+$' AND length(jwks_uri) <= 512),
    audiences  text        NOT NULL CHECK (audiences ~ '^[\x21-\x7e]+( [\x21-\x7e]+)*$'),
    clients    text        NOT NULL CHECK (clients ~ '^([\x21-\x7e]+( [\x21-\x7e]+)*)?$'),
    role_rules text        NOT NULL CHECK (role_rules !~ 'platform-administrator(\n|$)'),
    version    integer     NOT NULL CHECK (version > 0),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, issuer_id),
    UNIQUE (tenant_id, issuer_url)
);
COMMENT ON TABLE  assay.oidc_issuer IS 'Issuers whose access tokens count for a tenant, beside the built-in one.';
COMMENT ON COLUMN assay.oidc_issuer.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.oidc_issuer.issuer_id IS 'The tenant''s own name for it.';
COMMENT ON COLUMN assay.oidc_issuer.issuer_url IS 'Compared with iss character by character; its metadata is below it.';
COMMENT ON COLUMN assay.oidc_issuer.jwks_uri IS 'Where its keys are, where that is another host; null: the issuer''s own.';
COMMENT ON COLUMN assay.oidc_issuer.audiences IS 'What aud may name, separated by spaces.';
COMMENT ON COLUMN assay.oidc_issuer.clients IS 'Client ids whose tokens count, separated by spaces; empty: all.';
COMMENT ON COLUMN assay.oidc_issuer.role_rules IS 'One line for each rule: claim path, value, role word.';
COMMENT ON COLUMN assay.oidc_issuer.version IS 'Counts changes under this id, deletions among them; the ETag.';
COMMENT ON COLUMN assay.oidc_issuer.created_at IS 'When it was first stored.';
COMMENT ON COLUMN assay.oidc_issuer.changed_at IS 'Of the last change.';
ALTER TABLE assay.oidc_issuer ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.oidc_issuer FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.oidc_issuer TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
-- DELETE: who is trusted no more must be nowhere; the record below keeps what was.
GRANT SELECT, INSERT, DELETE ON assay.oidc_issuer TO ${app_role};
GRANT UPDATE (issuer_url, jwks_uri, audiences, clients, role_rules, version, changed_at) ON assay.oidc_issuer
    TO ${app_role};

-- Written in the transaction of the change it tells of, so that there is none without.
CREATE TABLE assay.oidc_issuer_event (
    tenant_id   uuid        NOT NULL,
    issuer_id   text        NOT NULL CHECK (issuer_id ~ '^[a-z0-9-]{1,40}$'),
    version     integer     NOT NULL CHECK (version > 0),
    operation   text        NOT NULL CHECK (operation IN ('create', 'change', 'delete')),
    subject     text        NOT NULL,
    issuer      text        NOT NULL,
    settings    jsonb       NOT NULL,
    trace_id    text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, issuer_id, version)
);
COMMENT ON TABLE  assay.oidc_issuer_event IS 'One row for each change of a tenant''s issuers. Rows are added, never changed.';
COMMENT ON COLUMN assay.oidc_issuer_event.tenant_id IS 'Whose issuer. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.oidc_issuer_event.issuer_id IS 'Which of its issuers.';
COMMENT ON COLUMN assay.oidc_issuer_event.version IS 'The version this change made.';
COMMENT ON COLUMN assay.oidc_issuer_event.operation IS 'create, change or delete.';
COMMENT ON COLUMN assay.oidc_issuer_event.subject IS 'Who did it: subject of the bearer token.';
COMMENT ON COLUMN assay.oidc_issuer_event.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.oidc_issuer_event.settings IS 'The issuer afterwards; of a deletion, as it was before.';
COMMENT ON COLUMN assay.oidc_issuer_event.trace_id IS 'W3C trace id of the call.';
COMMENT ON COLUMN assay.oidc_issuer_event.recorded_at IS 'The call''s one instant.';
ALTER TABLE assay.oidc_issuer_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.oidc_issuer_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.oidc_issuer_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.oidc_issuer_event TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 8';
