-- Policies as their owners sent them, and the record of every change to which one is in force. Expand only (TE-08):
-- every new column may be null, so that servers of schema 7 go on storing versions.

ALTER TABLE assay.tenant_policy
    ADD COLUMN document        text  CHECK (octet_length(document) BETWEEN 1 AND 2097152),
    ADD COLUMN document_sha256 bytea CHECK (octet_length(document_sha256) = 32),
    ADD COLUMN signer_sha256   bytea CHECK (octet_length(signer_sha256) = 32),
    ADD COLUMN subject         text,
    ADD COLUMN issuer          text,
    ADD COLUMN note            text  CHECK (octet_length(note) BETWEEN 1 AND 1024),
    ADD CONSTRAINT tenant_policy_document CHECK ((document IS NULL) = (document_sha256 IS NULL)),
    ADD CONSTRAINT tenant_policy_signed CHECK (signer_sha256 IS NULL OR document IS NOT NULL),
    ADD CONSTRAINT tenant_policy_stored_by CHECK ((subject IS NULL) = (issuer IS NULL));
CREATE INDEX tenant_policy_document ON assay.tenant_policy (tenant_id, document_sha256)
    WHERE document_sha256 IS NOT NULL;
COMMENT ON COLUMN assay.tenant_policy.document IS 'The compact JWS exactly as received; null: the text came bare, from configuration.';
COMMENT ON COLUMN assay.tenant_policy.document_sha256 IS 'x-ms-policy-token-hash: SHA-256 of the document''s ASCII.';
COMMENT ON COLUMN assay.tenant_policy.signer_sha256 IS 'SHA-256 of the DER of the certificate that signed the document; null: it is unsecured.';
COMMENT ON COLUMN assay.tenant_policy.subject IS 'Who stored it: subject of the bearer token; null: of schema 1 to 7, or configuration.';
COMMENT ON COLUMN assay.tenant_policy.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.tenant_policy.note IS 'Why, in the author''s words.';

-- Written in the transaction of the change it tells of, so that there is none without. A version is in force from its
-- event on until the next event of its type.
CREATE TABLE assay.policy_event (
    tenant_id        uuid        NOT NULL,
    attestation_type text        NOT NULL CHECK (attestation_type ~ '^[A-Za-z0-9]{1,40}$'),
    number           integer     NOT NULL CHECK (number > 0),
    operation        text        NOT NULL CHECK (operation IN ('configure', 'update', 'reset', 'activate')),
    version          integer     NOT NULL CHECK (version >= 0),
    subject          text        NOT NULL,
    issuer           text        NOT NULL,
    trace_id         text        NOT NULL,
    note             text        CHECK (octet_length(note) BETWEEN 1 AND 1024),
    recorded_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, attestation_type, number),
    CHECK ((operation = 'reset') = (version = 0))
);
COMMENT ON TABLE  assay.policy_event IS 'One row for each change of the policy in force. Rows are added, never changed.';
COMMENT ON COLUMN assay.policy_event.tenant_id IS 'Whose policy. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.policy_event.attestation_type IS 'As in /attest/{type}.';
COMMENT ON COLUMN assay.policy_event.number IS 'Counts from 1 for each tenant and type; of two changes made from one number the second is refused.';
COMMENT ON COLUMN assay.policy_event.operation IS 'configure: by configuration at start; update: stored and brought in force; reset: back to the default; activate: an older version again.';
COMMENT ON COLUMN assay.policy_event.version IS 'In force from then on; 0: the default policy of the type.';
COMMENT ON COLUMN assay.policy_event.subject IS 'Who did it: subject of the bearer token; "configuration".';
COMMENT ON COLUMN assay.policy_event.issuer IS 'Issuer of that token; "assay" for configuration.';
COMMENT ON COLUMN assay.policy_event.trace_id IS 'W3C trace id of the call; empty for configuration.';
COMMENT ON COLUMN assay.policy_event.note IS 'Why, in the words of who did it.';
COMMENT ON COLUMN assay.policy_event.recorded_at IS 'The call''s one instant; the database''s for configuration.';
ALTER TABLE assay.policy_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.policy_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.policy_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.policy_event TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 10';
