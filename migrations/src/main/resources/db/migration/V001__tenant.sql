-- Tenants, their policies and signing keys (TE-01, TE-02). PostgreSQL 15 or later.
--
-- Three users ("Settled", Database). The owner runs these files and owns everything. ${app_role} is the service's:
-- owns nothing, sees one tenant at a time. ${audit_role} writes audit records for any tenant and reads nothing.
-- The launcher creates both roles before the first migration.

CREATE SCHEMA IF NOT EXISTS assay;
COMMENT ON SCHEMA assay IS 'Assay attestation service. Every tenant-owned table has tenant_id in its key and forced row-level security.';

GRANT USAGE ON SCHEMA assay TO ${app_role}, ${audit_role};

-- TE-02: set per transaction by set_config('assay.tenant', id, true); missing is an error, never "all".
CREATE FUNCTION assay.current_tenant() RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    setting text := current_setting('assay.tenant', true);
BEGIN
    IF setting IS NULL OR setting = '' THEN
        RAISE EXCEPTION 'no tenant is set for this transaction'
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Call set_config(''assay.tenant'', tenant_id, true) first.';
    END IF;
    RETURN setting::uuid;
END
$$;
COMMENT ON FUNCTION assay.current_tenant() IS 'The tenant this transaction works for; an error where none is set.';
REVOKE ALL ON FUNCTION assay.current_tenant() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.current_tenant() TO ${app_role};

CREATE TABLE assay.tenant (
    tenant_id  uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    name       text        NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9-]{3,40}$'),
    state      text        NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE  assay.tenant IS 'One attestation provider. "default" is at the root of the URL space, any other at /t/{name}.';
COMMENT ON COLUMN assay.tenant.tenant_id IS 'Never shown outside; the key of everything the tenant owns.';
COMMENT ON COLUMN assay.tenant.name IS 'As in the URL: 3 to 40 of a-z, 0-9 and hyphen.';
COMMENT ON COLUMN assay.tenant.state IS 'active; or disabled: answered as if it did not exist.';
COMMENT ON COLUMN assay.tenant.created_at IS 'When this installation first made it.';

CREATE TABLE assay.tenant_policy (
    tenant_id        uuid        NOT NULL REFERENCES assay.tenant,
    attestation_type text        NOT NULL CHECK (attestation_type ~ '^[A-Za-z0-9]{1,40}$'),
    version          integer     NOT NULL CHECK (version > 0),
    policy_text      text        NOT NULL CHECK (octet_length(policy_text) <= 1048576),
    policy_hash      bytea       NOT NULL CHECK (octet_length(policy_hash) = 32),
    created_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, attestation_type, version)
);
COMMENT ON TABLE  assay.tenant_policy IS 'Every version of every policy a tenant ever had; rows are added, never changed.';
COMMENT ON COLUMN assay.tenant_policy.attestation_type IS 'As in /attest/{type}: SgxEnclave, OpenEnclave.';
COMMENT ON COLUMN assay.tenant_policy.version IS 'Counts from 1 for each tenant and type. 0 elsewhere means the default policy the service ships.';
COMMENT ON COLUMN assay.tenant_policy.policy_text IS 'The exact text as given; it parsed when it was stored.';
COMMENT ON COLUMN assay.tenant_policy.policy_hash IS 'x-ms-policy-hash: SHA-256 of the ASCII of base64url of the UTF-8 text.';
COMMENT ON COLUMN assay.tenant_policy.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.tenant_policy.created_at IS 'When this version was stored.';

CREATE TABLE assay.tenant_policy_active (
    tenant_id        uuid        NOT NULL,
    attestation_type text        NOT NULL,
    version          integer     NOT NULL,
    activated_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, attestation_type),
    FOREIGN KEY (tenant_id, attestation_type, version) REFERENCES assay.tenant_policy
);
COMMENT ON TABLE  assay.tenant_policy_active IS 'Which version is in force; no row: the default policy of the type.';
COMMENT ON COLUMN assay.tenant_policy_active.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.tenant_policy_active.attestation_type IS 'As in /attest/{type}.';
COMMENT ON COLUMN assay.tenant_policy_active.version IS 'Read in each request''s one read; compiled policies are cached by it.';
COMMENT ON COLUMN assay.tenant_policy_active.activated_at IS 'When this version came into force.';

-- KM-01: a dump of this table without the key-encryption key yields no signing key.
CREATE TABLE assay.signing_key (
    tenant_id   uuid        NOT NULL REFERENCES assay.tenant,
    kid         text        NOT NULL CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
    state       text        NOT NULL CHECK (state IN ('published', 'active', 'verify-only', 'destroyed')),
    certificate bytea       NOT NULL,
    key_version integer     NOT NULL CHECK (key_version > 0),
    key_nonce   bytea       NOT NULL CHECK (octet_length(key_nonce) = 12),
    wrapped_key bytea       NOT NULL,
    dek_nonce   bytea       NOT NULL CHECK (octet_length(dek_nonce) = 12),
    wrapped_dek bytea       NOT NULL,
    kek_check   text        NOT NULL,
    not_before  timestamptz NOT NULL,
    not_after   timestamptz NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, kid)
);
-- Nodes that start together agree on one first key (KM-03).
CREATE UNIQUE INDEX signing_key_one_active ON assay.signing_key (tenant_id) WHERE state = 'active';
COMMENT ON TABLE  assay.signing_key IS 'Token-signing keys, RSA 3072, encrypted at rest under a key that is not in this database.';
COMMENT ON COLUMN assay.signing_key.tenant_id IS 'Owner; part of what each ciphertext is bound to.';
COMMENT ON COLUMN assay.signing_key.kid IS 'RFC 7638 SHA-256 thumbprint of the public key, base64url.';
COMMENT ON COLUMN assay.signing_key.state IS 'published (not yet used), active (signs), verify-only (no longer signs), destroyed (ciphertext overwritten).';
COMMENT ON COLUMN assay.signing_key.certificate IS 'DER, self-signed, subject and issuer CN = the tenant''s issuer URL.';
COMMENT ON COLUMN assay.signing_key.key_version IS 'Version of this layout; part of what each ciphertext is bound to.';
COMMENT ON COLUMN assay.signing_key.key_nonce IS 'AES-GCM nonce of wrapped_key.';
COMMENT ON COLUMN assay.signing_key.wrapped_key IS 'PKCS#8 private key under its own data-encryption key, AES-256-GCM with tag.';
COMMENT ON COLUMN assay.signing_key.dek_nonce IS 'AES-GCM nonce of wrapped_dek.';
COMMENT ON COLUMN assay.signing_key.wrapped_dek IS 'That data-encryption key under the installation''s key-encryption key, AES-256-GCM with tag.';
COMMENT ON COLUMN assay.signing_key.kek_check IS 'Check value of the key-encryption key used.';
COMMENT ON COLUMN assay.signing_key.not_before IS 'The certificate''s.';
COMMENT ON COLUMN assay.signing_key.not_after IS 'The certificate''s.';
COMMENT ON COLUMN assay.signing_key.created_at IS 'When this installation made it.';

CREATE TABLE assay.key_encryption_key (
    only_one   boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    kek_check  text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE  assay.key_encryption_key IS 'Which key-encryption key this database belongs to; never the key. A row: wrapped keys may exist.';
COMMENT ON COLUMN assay.key_encryption_key.only_one IS 'Holds the table to one row.';
COMMENT ON COLUMN assay.key_encryption_key.kek_check IS 'HMAC-SHA256 of a fixed text under the key, hexadecimal: tells a different key, reveals nothing.';
COMMENT ON COLUMN assay.key_encryption_key.created_at IS 'First start.';

-- Row-level security, forced on the owner too. A policy's role list keeps the error of current_tenant() to the
-- application; the owner, who has no policy but the directory's, sees no row.
ALTER TABLE assay.tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tenant TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
CREATE POLICY directory ON assay.tenant FOR SELECT TO CURRENT_USER USING (true);

ALTER TABLE assay.tenant_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tenant_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tenant_policy TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());

ALTER TABLE assay.tenant_policy_active ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tenant_policy_active FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tenant_policy_active TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());

ALTER TABLE assay.signing_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.signing_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.signing_key TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());

GRANT SELECT, INSERT ON assay.tenant, assay.tenant_policy, assay.key_encryption_key TO ${app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON assay.tenant_policy_active TO ${app_role};
GRANT SELECT, INSERT ON assay.signing_key TO ${app_role};
GRANT UPDATE (state, wrapped_key, wrapped_dek) ON assay.signing_key TO ${app_role};

-- The one thing that may be asked across tenants: a name's id.
CREATE FUNCTION assay.tenant_id_of(tenant_name text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$ SELECT t.tenant_id FROM assay.tenant t WHERE t.name = tenant_name $$;
COMMENT ON FUNCTION assay.tenant_id_of(text) IS 'The id of the tenant of that name; null where there is none.';
REVOKE ALL ON FUNCTION assay.tenant_id_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.tenant_id_of(text) TO ${app_role};
