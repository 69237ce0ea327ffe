-- Clients of the management plane and the key their access tokens are signed with (AU-01 to AU-03). Expand only (TE-08).

CREATE TABLE assay.api_client (
    tenant_id       uuid        NOT NULL REFERENCES assay.tenant,
    client_name     text        NOT NULL CHECK (client_name ~ '^[a-z0-9-]{3,40}$'),
    roles           text        NOT NULL CHECK (roles ~ '^[a-z-]+( [a-z-]+)*$' AND roles !~ 'platform'),
    current_salt    bytea       NOT NULL CHECK (octet_length(current_salt) = 16),
    current_hash    bytea       NOT NULL CHECK (octet_length(current_hash) = 32),
    current_rounds  integer     NOT NULL CHECK (current_rounds >= 210000),
    previous_salt   bytea       CHECK (octet_length(previous_salt) = 16),
    previous_hash   bytea       CHECK (octet_length(previous_hash) = 32),
    previous_rounds integer     CHECK (previous_rounds >= 210000),
    disabled        boolean     NOT NULL DEFAULT false,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, client_name),
    CHECK (num_nonnulls(previous_salt, previous_hash, previous_rounds) IN (0, 3))
);
COMMENT ON TABLE  assay.api_client IS 'Programs that call the management plane for one tenant; their client_id is "tenant.name".';
COMMENT ON COLUMN assay.api_client.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.api_client.client_name IS 'Part of client_id behind the tenant''s name and a dot.';
COMMENT ON COLUMN assay.api_client.roles IS 'Words of roles, separated by spaces; never a platform administrator.';
COMMENT ON COLUMN assay.api_client.current_salt IS 'Salt of the secret in use.';
COMMENT ON COLUMN assay.api_client.current_hash IS 'PBKDF2-HMAC-SHA256 of the secret in use.';
COMMENT ON COLUMN assay.api_client.current_rounds IS 'Iterations of current_hash.';
COMMENT ON COLUMN assay.api_client.previous_salt IS 'Salt of the secret before, while it still counts.';
COMMENT ON COLUMN assay.api_client.previous_hash IS 'PBKDF2-HMAC-SHA256 of the secret before; null: it counts no more.';
COMMENT ON COLUMN assay.api_client.previous_rounds IS 'Iterations of previous_hash.';
COMMENT ON COLUMN assay.api_client.disabled IS 'Whether it gets no tokens.';
COMMENT ON COLUMN assay.api_client.expires_at IS 'From then on it gets no tokens; null: never.';
COMMENT ON COLUMN assay.api_client.last_used_at IS 'Hour of its last token.';
COMMENT ON COLUMN assay.api_client.created_at IS 'When it was made.';
ALTER TABLE assay.api_client ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.api_client FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.api_client TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.api_client TO ${app_role};
GRANT UPDATE (roles, current_salt, current_hash, current_rounds, previous_salt, previous_hash, previous_rounds,
    disabled, expires_at, last_used_at) ON assay.api_client TO ${app_role};

-- The platform's own, of no tenant: a table apart, so that every row of api_client has an owner (TE-01).
CREATE TABLE assay.platform_client (
    client_name     text        PRIMARY KEY CHECK (client_name ~ '^[a-z0-9-]{3,40}$'),
    roles           text        NOT NULL CHECK (roles = 'platform-administrator'),
    current_salt    bytea       NOT NULL CHECK (octet_length(current_salt) = 16),
    current_hash    bytea       NOT NULL CHECK (octet_length(current_hash) = 32),
    current_rounds  integer     NOT NULL CHECK (current_rounds >= 210000),
    previous_salt   bytea       CHECK (octet_length(previous_salt) = 16),
    previous_hash   bytea       CHECK (octet_length(previous_hash) = 32),
    previous_rounds integer     CHECK (previous_rounds >= 210000),
    disabled        boolean     NOT NULL DEFAULT false,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(previous_salt, previous_hash, previous_rounds) IN (0, 3))
);
COMMENT ON TABLE  assay.platform_client IS 'Programs that administer the installation; columns as in api_client.';
COMMENT ON COLUMN assay.platform_client.client_name IS 'The whole client_id.';
COMMENT ON COLUMN assay.platform_client.roles IS 'platform-administrator.';
COMMENT ON COLUMN assay.platform_client.current_salt IS 'Salt of the secret in use.';
COMMENT ON COLUMN assay.platform_client.current_hash IS 'PBKDF2-HMAC-SHA256 of the secret in use.';
COMMENT ON COLUMN assay.platform_client.current_rounds IS 'Iterations of current_hash.';
COMMENT ON COLUMN assay.platform_client.previous_salt IS 'Salt of the secret before, while it still counts.';
COMMENT ON COLUMN assay.platform_client.previous_hash IS 'PBKDF2-HMAC-SHA256 of the secret before; null: it counts no more.';
COMMENT ON COLUMN assay.platform_client.previous_rounds IS 'Iterations of previous_hash.';
COMMENT ON COLUMN assay.platform_client.disabled IS 'Whether it gets no tokens.';
COMMENT ON COLUMN assay.platform_client.expires_at IS 'From then on it gets no tokens; null: never.';
COMMENT ON COLUMN assay.platform_client.last_used_at IS 'Hour of its last token.';
COMMENT ON COLUMN assay.platform_client.created_at IS 'When it was made.';
GRANT SELECT, INSERT ON assay.platform_client TO ${app_role};
GRANT UPDATE (current_salt, current_hash, current_rounds, previous_salt, previous_hash, previous_rounds, disabled,
    expires_at, last_used_at) ON assay.platform_client TO ${app_role};

CREATE TABLE assay.access_token_key (
    only_one    boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    kid         text        NOT NULL CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
    public_key  bytea       NOT NULL,
    key_version integer     NOT NULL CHECK (key_version > 0),
    key_nonce   bytea       NOT NULL CHECK (octet_length(key_nonce) = 12),
    wrapped_key bytea       NOT NULL,
    dek_nonce   bytea       NOT NULL CHECK (octet_length(dek_nonce) = 12),
    wrapped_dek bytea       NOT NULL,
    kek_check   text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE  assay.access_token_key IS 'The P-256 key of access tokens, encrypted as signing keys are; published nowhere.';
COMMENT ON COLUMN assay.access_token_key.only_one IS 'Holds the table to one row.';
COMMENT ON COLUMN assay.access_token_key.kid IS 'RFC 7638 SHA-256 thumbprint of the public key, base64url.';
COMMENT ON COLUMN assay.access_token_key.public_key IS 'SubjectPublicKeyInfo, DER; believed only where the private key signs for it.';
COMMENT ON COLUMN assay.access_token_key.key_version IS 'Version of this layout; part of what each ciphertext is bound to.';
COMMENT ON COLUMN assay.access_token_key.key_nonce IS 'AES-GCM nonce of wrapped_key.';
COMMENT ON COLUMN assay.access_token_key.wrapped_key IS 'PKCS#8 private key under its own data-encryption key, AES-256-GCM with tag.';
COMMENT ON COLUMN assay.access_token_key.dek_nonce IS 'AES-GCM nonce of wrapped_dek.';
COMMENT ON COLUMN assay.access_token_key.wrapped_dek IS 'That data-encryption key under the installation''s key-encryption key, AES-256-GCM with tag.';
COMMENT ON COLUMN assay.access_token_key.kek_check IS 'Check value of the key-encryption key used.';
COMMENT ON COLUMN assay.access_token_key.created_at IS 'First start.';
GRANT SELECT, INSERT ON assay.access_token_key TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 7';
