-- Keys of TPMs that a tenant refuses whoever certified them (TP-10). Expand only (TE-08).
--
-- DELETE on tpm_denied_key: what is denied no more must be nowhere; the events keep what was.

CREATE TABLE assay.tpm_denied_key (
    tenant_id  uuid        NOT NULL REFERENCES assay.tenant,
    key_sha256 bytea       NOT NULL CHECK (octet_length(key_sha256) = 32),
    subject    text        NOT NULL,
    issuer     text        NOT NULL,
    denied_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key_sha256)
);
COMMENT ON TABLE  assay.tpm_denied_key IS 'Attestation keys and endorsement keys a tenant refuses whoever certified them.';
COMMENT ON COLUMN assay.tpm_denied_key.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.tpm_denied_key.key_sha256 IS 'SHA-256 of the key''s DER SubjectPublicKeyInfo.';
COMMENT ON COLUMN assay.tpm_denied_key.subject IS 'Who denied it: subject of the bearer token.';
COMMENT ON COLUMN assay.tpm_denied_key.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.tpm_denied_key.denied_at IS 'The call''s one instant.';

-- Written in the transaction of the change it tells of, so that there is none without.
CREATE TABLE assay.tpm_denied_key_event (
    tenant_id   uuid        NOT NULL,
    event_id    uuid        NOT NULL,
    operation   text        NOT NULL CHECK (operation IN ('denied', 'allowed')),
    key_sha256  bytea       NOT NULL CHECK (octet_length(key_sha256) = 32),
    subject     text        NOT NULL,
    issuer      text        NOT NULL,
    trace_id    text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, event_id)
);
COMMENT ON TABLE  assay.tpm_denied_key_event IS 'One row for each key that was denied or allowed again. Rows are added, never changed.';
COMMENT ON COLUMN assay.tpm_denied_key_event.tenant_id IS 'Whose list. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.tpm_denied_key_event.event_id IS 'Random.';
COMMENT ON COLUMN assay.tpm_denied_key_event.operation IS 'denied; allowed: taken off the list again.';
COMMENT ON COLUMN assay.tpm_denied_key_event.key_sha256 IS 'Which key, as in tpm_denied_key.';
COMMENT ON COLUMN assay.tpm_denied_key_event.subject IS 'Who did it: subject of the bearer token.';
COMMENT ON COLUMN assay.tpm_denied_key_event.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.tpm_denied_key_event.trace_id IS 'W3C trace id of the call.';
COMMENT ON COLUMN assay.tpm_denied_key_event.recorded_at IS 'The call''s one instant.';

ALTER TABLE assay.tpm_denied_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tpm_denied_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tpm_denied_key TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
ALTER TABLE assay.tpm_denied_key_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tpm_denied_key_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tpm_denied_key_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());

GRANT SELECT, INSERT, DELETE ON assay.tpm_denied_key TO ${app_role};
GRANT SELECT, INSERT ON assay.tpm_denied_key_event TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 22';
