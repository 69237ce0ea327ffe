-- What a TPM said of itself, with the verdict (TP-18). Expand only (TE-08): all may be null, and are for other evidence.

ALTER TABLE assay.audit_record
    ADD COLUMN tpm_device           uuid,
    ADD COLUMN tpm_attestation_key  bytea,
    ADD COLUMN tpm_clock            numeric(20),
    ADD COLUMN tpm_reset_count      bigint,
    ADD COLUMN tpm_restart_count    bigint,
    ADD COLUMN tpm_safe             boolean,
    ADD COLUMN tpm_firmware_version numeric(20);
-- why NOT VALID: the rows there are have none of it, and a look at each would hold up what writes.
ALTER TABLE assay.audit_record ADD CONSTRAINT audit_record_tpm_check CHECK (
    num_nonnulls(tpm_attestation_key, tpm_clock, tpm_reset_count, tpm_restart_count, tpm_safe, tpm_firmware_version)
        IN (0, 6)
    AND (tpm_device IS NULL OR tpm_attestation_key IS NOT NULL)
    AND (tpm_attestation_key IS NULL OR octet_length(tpm_attestation_key) = 32)) NOT VALID;
COMMENT ON COLUMN assay.audit_record.tpm_device IS 'Of TPM evidence: the tenant''s device with that key, where it knows one.';
COMMENT ON COLUMN assay.audit_record.tpm_attestation_key IS 'SHA-256 of the attestation key''s DER SubjectPublicKeyInfo, where its quote was verified.';
COMMENT ON COLUMN assay.audit_record.tpm_clock IS 'TPMS_CLOCK_INFO.clock of the quote, milliseconds, unsigned 64 bits.';
COMMENT ON COLUMN assay.audit_record.tpm_reset_count IS 'resetCount of the quote, unsigned 32 bits.';
COMMENT ON COLUMN assay.audit_record.tpm_restart_count IS 'restartCount of the quote, unsigned 32 bits.';
COMMENT ON COLUMN assay.audit_record.tpm_safe IS 'safe of the quote: false where the clock may have been reported before.';
COMMENT ON COLUMN assay.audit_record.tpm_firmware_version IS 'firmwareVersion of the quote, the vendor''s, unsigned 64 bits.';

CREATE VIEW assay.audit_tpm WITH (security_invoker = true) AS
    SELECT tenant_id, tenant_name, recorded_at, operation, verdict, reason, tpm_device,
           encode(tpm_attestation_key, 'hex') AS tpm_attestation_key, tpm_clock, tpm_reset_count, tpm_restart_count,
           tpm_safe, tpm_firmware_version, trace_id
    FROM assay.audit_record WHERE tpm_attestation_key IS NOT NULL;
COMMENT ON VIEW assay.audit_tpm IS 'What TPMs said of themselves, appraisal by appraisal; shows what its reader may see of audit_record.';
GRANT SELECT ON assay.audit_tpm TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 20';
