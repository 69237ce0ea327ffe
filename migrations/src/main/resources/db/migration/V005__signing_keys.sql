-- The life of signing keys: next, active, verify-only, destroyed (KM-03), their algorithm, custody and chain. Expand
-- only: every new column has a default, so that servers of schema 3 go on inserting and reading keys (TE-08).

ALTER TABLE assay.signing_key
    DROP CONSTRAINT signing_key_state_check,
    ADD CONSTRAINT signing_key_state_check CHECK (state IN ('next', 'active', 'verify-only', 'destroyed')),
    ADD COLUMN algorithm     text        NOT NULL DEFAULT 'RS256' CHECK (algorithm IN ('RS256', 'PS256', 'ES256')),
    ADD COLUMN custody       text        NOT NULL DEFAULT 'software' CHECK (custody IN ('software', 'pkcs11')),
    ADD COLUMN issuer_chain  bytea       NOT NULL DEFAULT '',
    ADD COLUMN published_at  timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN activated_at  timestamptz,
    ADD COLUMN retired_at    timestamptz,
    -- why 9 h: what a server of schema 3 signs lives 8 h at most.
    ADD COLUMN latest_expiry timestamptz NOT NULL DEFAULT now() + interval '9 hours',
    ALTER COLUMN key_nonce DROP NOT NULL,
    ALTER COLUMN wrapped_key DROP NOT NULL,
    ALTER COLUMN dek_nonce DROP NOT NULL,
    ALTER COLUMN wrapped_dek DROP NOT NULL,
    ALTER COLUMN kek_check DROP NOT NULL;
ALTER TABLE assay.signing_key
    ADD CONSTRAINT signing_key_custody_holds CHECK (CASE custody
        WHEN 'pkcs11' THEN num_nonnulls(key_nonce, wrapped_key, dek_nonce, wrapped_dek, kek_check) = 0
        ELSE num_nonnulls(key_nonce, wrapped_key, dek_nonce, wrapped_dek, kek_check) = 5 END),
    ADD CONSTRAINT signing_key_destroyed_is_empty CHECK (state <> 'destroyed'
        OR coalesce(octet_length(wrapped_key), 0) + coalesce(octet_length(wrapped_dek), 0) = 0);

-- Nodes that rotate together publish one next key, as signing_key_one_active lets one sign (KM-03).
CREATE UNIQUE INDEX signing_key_one_next ON assay.signing_key (tenant_id) WHERE state = 'next';
CREATE INDEX signing_key_alive ON assay.signing_key (tenant_id, state) WHERE state <> 'destroyed';

COMMENT ON TABLE  assay.signing_key IS 'Token-signing keys; those in software encrypted at rest under a key that is not in this database.';
COMMENT ON COLUMN assay.signing_key.state IS 'next (published, not yet used), active (signs), verify-only (published, signs no more), destroyed (ciphertext overwritten).';
COMMENT ON COLUMN assay.signing_key.certificate IS 'DER; self-signed, or by the operator''s authority. The tenant''s issuer URL is in its alternative name.';
COMMENT ON COLUMN assay.signing_key.algorithm IS 'JWS algorithm of what it signs.';
COMMENT ON COLUMN assay.signing_key.custody IS 'software: wrapped in this row; pkcs11: in a token, and nothing of it here.';
COMMENT ON COLUMN assay.signing_key.issuer_chain IS 'DER of the certificates that issued it, one after the other, its issuer first; empty where it is self-signed.';
COMMENT ON COLUMN assay.signing_key.published_at IS 'When relying parties could first fetch it.';
COMMENT ON COLUMN assay.signing_key.activated_at IS 'When it began to sign; null where a server of schema 3 made it: then when it was published.';
COMMENT ON COLUMN assay.signing_key.retired_at IS 'When it ceased to.';
COMMENT ON COLUMN assay.signing_key.latest_expiry IS 'No token it signed ends later; moved ahead in steps of hours before it signs beyond.';

-- What changes when a chain is installed, a key is handed over, or its latest expiry moves.
GRANT UPDATE (certificate, issuer_chain, not_before, not_after, activated_at, retired_at, latest_expiry)
    ON assay.signing_key TO ${app_role};

-- Which tenants have a step due: names only. The one thing about keys that may be asked across tenants. The owner may
-- read rows for it, and still change none.
CREATE POLICY agenda ON assay.signing_key FOR SELECT TO CURRENT_USER USING (state <> 'destroyed');
CREATE FUNCTION assay.signing_keys_due(activated_before timestamptz, ends_before timestamptz, expired_before timestamptz,
    after_name text) RETURNS TABLE (name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.name FROM assay.tenant t WHERE t.name > after_name AND EXISTS (
        SELECT FROM assay.signing_key k WHERE k.tenant_id = t.tenant_id
            AND (k.state = 'next'
                OR k.state = 'active' AND (coalesce(k.activated_at, k.published_at) <= activated_before OR k.not_after <= ends_before)
                OR k.state = 'verify-only' AND k.latest_expiry <= expired_before))
    ORDER BY t.name LIMIT 100
$$;
COMMENT ON FUNCTION assay.signing_keys_due(timestamptz, timestamptz, timestamptz, text) IS 'Names of tenants, 100 at most after a name, whose keys may have a step due.';
REVOKE ALL ON FUNCTION assay.signing_keys_due(timestamptz, timestamptz, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.signing_keys_due(timestamptz, timestamptz, timestamptz, text) TO ${app_role};

-- "Settled", Database: each node's timers take a lease.
CREATE TABLE assay.timer_lease (
    name   text        PRIMARY KEY,
    holder text        NOT NULL,
    until  timestamptz NOT NULL
);
COMMENT ON TABLE  assay.timer_lease IS 'Which node works at a job that one does at a time.';
COMMENT ON COLUMN assay.timer_lease.name IS 'The job.';
COMMENT ON COLUMN assay.timer_lease.holder IS 'The node.';
COMMENT ON COLUMN assay.timer_lease.until IS 'By the database''s clock; from then on any node may take it.';
GRANT SELECT, INSERT, UPDATE ON assay.timer_lease TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 5';
