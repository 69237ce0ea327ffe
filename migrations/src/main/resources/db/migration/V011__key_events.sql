-- The record of every change of a signing key (KM-03, AD-01). Expand only (TE-08).

-- Written by the statement that makes the change, so that there is none without.
CREATE TABLE assay.key_event (
    tenant_id   uuid        NOT NULL,
    event_no    bigint      GENERATED ALWAYS AS IDENTITY,
    kid         text        NOT NULL CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
    operation   text        NOT NULL CHECK (operation IN ('publish', 'activate', 'retire', 'destroy', 'revoke', 'request', 'certify')),
    subject     text        NOT NULL,
    issuer      text        NOT NULL,
    trace_id    text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, event_no)
);
COMMENT ON TABLE  assay.key_event IS 'One row for each change of a signing key, and for each certificate request it signed. Rows are added, never changed.';
COMMENT ON COLUMN assay.key_event.tenant_id IS 'Whose key. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.key_event.event_no IS 'In the order of the changes; gaps say nothing.';
COMMENT ON COLUMN assay.key_event.kid IS 'Which key.';
COMMENT ON COLUMN assay.key_event.operation IS 'publish: made, signs nothing yet; activate: signs from now on, a first key is made by it; retire: signs no more; destroy: its last token has ended, or it was never used; revoke: destroyed before that; request: signed a certificate request; certify: a chain was installed.';
COMMENT ON COLUMN assay.key_event.subject IS 'Who did it: subject of the bearer token; the node''s name where it did so by itself.';
COMMENT ON COLUMN assay.key_event.issuer IS 'Issuer of that token; "assay" where a node did it by itself.';
COMMENT ON COLUMN assay.key_event.trace_id IS 'W3C trace id of the call; empty where there was none.';
COMMENT ON COLUMN assay.key_event.recorded_at IS 'The change''s instant.';
ALTER TABLE assay.key_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.key_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.key_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.key_event TO ${app_role};

COMMENT ON COLUMN assay.signing_key.not_after IS 'From then on the certificate, or one of those that issued it, holds no more.';

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 11';
