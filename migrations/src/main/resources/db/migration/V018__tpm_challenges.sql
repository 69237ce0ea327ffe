-- Challenges that were answered, so that each is answered once on all nodes (TP-21); and what a tenant says of TPM
-- attestation: for identified callers unless switched off (maa-api 1), with tokens that live so long at most.
-- Expand only (TE-08).

CREATE TABLE assay.used_challenge (
    tenant_id  uuid        NOT NULL REFERENCES assay.tenant,
    sha256     bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, sha256)
);
CREATE INDEX used_challenge_expiry ON assay.used_challenge (expires_at);
COMMENT ON TABLE  assay.used_challenge IS 'Challenges that came back once, until they would be refused for their age anyway. The first to insert one has it.';
COMMENT ON COLUMN assay.used_challenge.tenant_id IS 'Whose challenge.';
COMMENT ON COLUMN assay.used_challenge.sha256 IS 'SHA-256 of what the context held: a challenge, or the secret of a credential.';
COMMENT ON COLUMN assay.used_challenge.expires_at IS 'End of the context it came in.';
ALTER TABLE assay.used_challenge ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.used_challenge FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.used_challenge TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.used_challenge TO ${app_role};

-- The rows are to vanish, since there is one for each attestation; but the application has no DELETE: whoever forgets a
-- challenge too early can have it answered again. The function below runs as the owner, who sees expired rows alone, by
-- the database's own clock. Ten minutes more than it takes: nodes' clocks may differ.
CREATE POLICY expired ON assay.used_challenge TO CURRENT_USER USING (expires_at < now() - interval '10 minutes');
CREATE FUNCTION assay.forget_used_challenges() RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH gone AS (DELETE FROM assay.used_challenge WHERE (tenant_id, sha256) IN (
            SELECT tenant_id, sha256 FROM assay.used_challenge
            WHERE expires_at < now() - interval '10 minutes' LIMIT 50000)
        RETURNING 1)
    SELECT count(*)::integer FROM gone
$$;
COMMENT ON FUNCTION assay.forget_used_challenges() IS 'Deletes challenges whose time is up, 50000 at most; how many it deleted.';
REVOKE ALL ON FUNCTION assay.forget_used_challenges() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.forget_used_challenges() TO ${app_role};

-- Nobody has attested a TPM yet, so that no client of a tenant that is there notices.
ALTER TABLE assay.tenant ALTER COLUMN authenticated_types SET DEFAULT 'Tpm';
CREATE POLICY upgrade ON assay.tenant FOR UPDATE TO CURRENT_USER USING (true);
UPDATE assay.tenant SET authenticated_types = ltrim(authenticated_types || ' Tpm')
    WHERE NOT 'Tpm' = ANY (string_to_array(authenticated_types, ' '));
DROP POLICY upgrade ON assay.tenant;

ALTER TABLE assay.tenant
    ADD COLUMN tpm_token_lifetime_s integer NOT NULL DEFAULT 86400 CHECK (tpm_token_lifetime_s BETWEEN 60 AND 31536000);
COMMENT ON COLUMN assay.tenant.tpm_token_lifetime_s IS 'Longest life of a token about a TPM in seconds, whatever report_validity_in_minutes of the policy says.';
GRANT UPDATE (tpm_token_lifetime_s) ON assay.tenant TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 18';
