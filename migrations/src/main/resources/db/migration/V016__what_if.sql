-- What-ifs in the audit: appraisals that were tried and did not count (PO-11). Expand only (TE-08).

-- why NOT VALID: the rows there are fulfil the narrower rules, and a look at each would hold up what writes.
ALTER TABLE assay.audit_record DROP CONSTRAINT audit_record_operation_check;
ALTER TABLE assay.audit_record ADD CONSTRAINT audit_record_operation_check
    CHECK (operation IN ('attest', 'attest-draft', 'sign-failed', 'what-if')) NOT VALID;
ALTER TABLE assay.audit_record DROP CONSTRAINT audit_record_check;
ALTER TABLE assay.audit_record ADD CONSTRAINT audit_record_check
    CHECK (CASE operation
        WHEN 'sign-failed' THEN true
        WHEN 'what-if' THEN jti IS NULL AND payload_sha256 IS NULL AND kid IS NULL
        ELSE (verdict = 'permit') = (jti IS NOT NULL AND payload_sha256 IS NOT NULL AND kid IS NOT NULL) END) NOT VALID;

ALTER TABLE assay.audit_record ADD COLUMN judged_at timestamptz;
ALTER TABLE assay.audit_record ADD CONSTRAINT audit_record_judged_at_check
    CHECK ((judged_at IS NOT NULL) = (operation = 'what-if')) NOT VALID;
COMMENT ON COLUMN assay.audit_record.judged_at IS 'Of a what-if: the instant judged at, which its caller may have chosen; recorded_at is when it was asked.';
COMMENT ON COLUMN assay.audit_record.operation IS 'attest; attest-draft: a draft policy, its token unsecured; sign-failed: follows a permit row of the same jti whose token was not signed and never left; what-if: an appraisal that was tried, without any token.';

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 16';
