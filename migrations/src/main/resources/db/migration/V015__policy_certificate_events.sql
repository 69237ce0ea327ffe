-- Policy certificates that are added and removed, and the record of every such change. Expand only (TE-08).

-- A removed certificate's row goes for good: servers of schema 13 trust whatever this table lists, so that a row marked as
-- removed would go on signing policies there. Nothing is lost by it: the event of the removal keeps the certificate.
GRANT DELETE ON assay.policy_certificate TO ${app_role};

-- Written in the transaction of the change it tells of, so that there is none without (PO-08).
CREATE TABLE assay.policy_certificate_event (
    tenant_id      uuid        NOT NULL,
    number         integer     NOT NULL CHECK (number > 0),
    operation      text        NOT NULL CHECK (operation IN ('add', 'remove')),
    changed        boolean     NOT NULL,
    sha256         bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    der            bytea       NOT NULL CHECK (octet_length(der) BETWEEN 1 AND 16384),
    signer_sha256  bytea       NOT NULL CHECK (octet_length(signer_sha256) = 32),
    request_sha256 bytea       NOT NULL CHECK (octet_length(request_sha256) = 32),
    set_before     bytea       NOT NULL CHECK (octet_length(set_before) = 32),
    set_after      bytea       NOT NULL CHECK (octet_length(set_after) = 32),
    subject        text        NOT NULL,
    issuer         text        NOT NULL,
    trace_id       text        NOT NULL,
    recorded_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, number),
    CHECK (changed = (set_before <> set_after))
);
CREATE INDEX policy_certificate_event_request ON assay.policy_certificate_event (tenant_id, request_sha256);
COMMENT ON TABLE  assay.policy_certificate_event IS 'One row for each request that changed an isolated tenant''s policy certificates, and for each that counts once and found them so already. Rows are added, never changed.';
COMMENT ON COLUMN assay.policy_certificate_event.tenant_id IS 'Whose certificates. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.policy_certificate_event.number IS 'Counts a tenant''s events from 1.';
COMMENT ON COLUMN assay.policy_certificate_event.operation IS 'add or remove.';
COMMENT ON COLUMN assay.policy_certificate_event.changed IS 'Whether the list is another since; false: it was so already, and the request is kept as one that counts once (PO-09).';
COMMENT ON COLUMN assay.policy_certificate_event.sha256 IS 'SHA-256 of der.';
COMMENT ON COLUMN assay.policy_certificate_event.der IS 'The certificate, X.509, so that a removed one is not lost.';
COMMENT ON COLUMN assay.policy_certificate_event.signer_sha256 IS 'SHA-256 of the DER of the listed certificate that signed the request.';
COMMENT ON COLUMN assay.policy_certificate_event.request_sha256 IS 'SHA-256 of the request''s signing input (RFC 7515 5.1), which no other signature changes.';
COMMENT ON COLUMN assay.policy_certificate_event.set_before IS 'SHA-256 over the listed certificates'' SHA-256, in ascending order, as it was.';
COMMENT ON COLUMN assay.policy_certificate_event.set_after IS 'The same as it is since.';
COMMENT ON COLUMN assay.policy_certificate_event.subject IS 'Who did it: subject of the bearer token.';
COMMENT ON COLUMN assay.policy_certificate_event.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.policy_certificate_event.trace_id IS 'W3C trace id of the call.';
COMMENT ON COLUMN assay.policy_certificate_event.recorded_at IS 'The call''s one instant.';
ALTER TABLE assay.policy_certificate_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.policy_certificate_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.policy_certificate_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.policy_certificate_event TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 15';
