-- The management of clients, the record of every act on them, and several keys of access tokens at once (AU-02, KM-03).
-- Expand only: every new column has a default, so that servers of schema 7 go on reading and inserting clients (TE-08).

ALTER TABLE assay.api_client
    ADD COLUMN client_uid     uuid        NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN token_epoch    uuid        NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN version        integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    ADD COLUMN previous_until timestamptz,
    ADD COLUMN changed_at     timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN assay.api_client.client_uid IS 'Tells a client from a deleted one of the same name.';
COMMENT ON COLUMN assay.api_client.token_epoch IS 'What its access tokens say; drawn anew when those already issued are to count no more.';
COMMENT ON COLUMN assay.api_client.version IS 'Counts changes; the ETag, and the guard against lost updates.';
COMMENT ON COLUMN assay.api_client.previous_until IS 'From then on the secret before counts no more; null: it does not count.';
COMMENT ON COLUMN assay.api_client.changed_at IS 'Of the last change.';
GRANT UPDATE (token_epoch, version, previous_until, changed_at) ON assay.api_client TO ${app_role};
-- why DELETE: a deleted client is to leave no hash of a secret behind, and its name may be used again. That it was
-- there, and who deleted it, stays in client_event.
GRANT DELETE ON assay.api_client TO ${app_role};

ALTER TABLE assay.platform_client
    ADD COLUMN client_uid     uuid        NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN token_epoch    uuid        NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN version        integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    ADD COLUMN previous_until timestamptz,
    ADD COLUMN changed_at     timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN assay.platform_client.client_uid IS 'Tells a client from a deleted one of the same name.';
COMMENT ON COLUMN assay.platform_client.token_epoch IS 'What its access tokens say; drawn anew when those already issued are to count no more.';
COMMENT ON COLUMN assay.platform_client.version IS 'Counts changes; the ETag, and the guard against lost updates.';
COMMENT ON COLUMN assay.platform_client.previous_until IS 'From then on the secret before counts no more; null: it does not count.';
COMMENT ON COLUMN assay.platform_client.changed_at IS 'Of the last change.';
GRANT UPDATE (token_epoch, version, previous_until, changed_at) ON assay.platform_client TO ${app_role};
GRANT DELETE ON assay.platform_client TO ${app_role};

-- Written in the transaction of the act it tells of, so that there is none without.
CREATE TABLE assay.client_event (
    tenant_id   uuid        NOT NULL,
    client_uid  uuid        NOT NULL,
    version     integer     NOT NULL CHECK (version > 0),
    client_name text        NOT NULL,
    operation   text        NOT NULL CHECK (operation IN ('create', 'change', 'rotate', 'delete')),
    subject     text        NOT NULL,
    issuer      text        NOT NULL,
    settings    jsonb       NOT NULL,
    trace_id    text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, client_uid, version)
);
COMMENT ON TABLE  assay.client_event IS 'One row for each administrative act on a tenant''s client. Rows are added, never changed; no secret or hash is in them.';
COMMENT ON COLUMN assay.client_event.tenant_id IS 'Whose client. No foreign key: the record outlives client and tenant.';
COMMENT ON COLUMN assay.client_event.client_uid IS 'Which client; of one name there may have been several, one after the other.';
COMMENT ON COLUMN assay.client_event.version IS 'The client''s version this act made; versions of a client have no gap.';
COMMENT ON COLUMN assay.client_event.client_name IS 'Its name.';
COMMENT ON COLUMN assay.client_event.operation IS 'create, change, rotate (a new secret), delete.';
COMMENT ON COLUMN assay.client_event.subject IS 'Who did it: subject of the bearer token.';
COMMENT ON COLUMN assay.client_event.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.client_event.settings IS 'Roles, disabled, expiresAt and previousSecretUntil afterwards; for delete, as they were.';
COMMENT ON COLUMN assay.client_event.trace_id IS 'W3C trace id of the call.';
COMMENT ON COLUMN assay.client_event.recorded_at IS 'The call''s one instant.';
ALTER TABLE assay.client_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.client_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.client_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.client_event TO ${app_role};

-- Of the installation and of no tenant: a table apart, so that every row of client_event has an owner (TE-01).
CREATE TABLE assay.platform_event (
    object_kind text        NOT NULL CHECK (object_kind IN ('client', 'access-token-key')),
    object_id   text        NOT NULL,
    version     integer     NOT NULL CHECK (version > 0),
    object_name text        NOT NULL,
    operation   text        NOT NULL CHECK (operation IN ('create', 'change', 'rotate', 'delete', 'destroy')),
    subject     text        NOT NULL,
    issuer      text        NOT NULL,
    settings    jsonb       NOT NULL,
    trace_id    text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (object_kind, object_id, version)
);
COMMENT ON TABLE  assay.platform_event IS 'One row for each administrative act on what is the installation''s own. Rows are added, never changed; no secret, hash or key is in them.';
COMMENT ON COLUMN assay.platform_event.object_kind IS 'client: of platform_client; access-token-key: of access_key.';
COMMENT ON COLUMN assay.platform_event.object_id IS 'The client''s client_uid, or the key''s kid.';
COMMENT ON COLUMN assay.platform_event.version IS 'Counts the acts on the object, without a gap.';
COMMENT ON COLUMN assay.platform_event.object_name IS 'The client''s name, or the key''s kid.';
COMMENT ON COLUMN assay.platform_event.operation IS 'create, change, rotate, delete of clients; create, rotate (it took over from another), destroy of keys.';
COMMENT ON COLUMN assay.platform_event.subject IS 'Who did it: subject of the bearer token; the node''s name for what a node did by itself.';
COMMENT ON COLUMN assay.platform_event.issuer IS 'Issuer of that token; "assay" for what a node did by itself.';
COMMENT ON COLUMN assay.platform_event.settings IS 'Of a client as in client_event; of a key its state, and until when the keys before it verify.';
COMMENT ON COLUMN assay.platform_event.trace_id IS 'W3C trace id of the call; empty for what a node did by itself.';
COMMENT ON COLUMN assay.platform_event.recorded_at IS 'The act''s one instant.';
GRANT SELECT, INSERT ON assay.platform_event TO ${app_role};

-- Keys of access tokens, several. access_token_key stays for servers of schema 7, which know one key only; the row is
-- taken over as it is, for what seals a key binds its kid and no table.
CREATE TABLE assay.access_key (
    kid          text        PRIMARY KEY CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
    state        text        NOT NULL CHECK (state IN ('active', 'verify-only', 'destroyed')),
    public_key   bytea       NOT NULL,
    key_version  integer     NOT NULL CHECK (key_version > 0),
    key_nonce    bytea       NOT NULL CHECK (octet_length(key_nonce) = 12),
    wrapped_key  bytea       NOT NULL,
    dek_nonce    bytea       NOT NULL CHECK (octet_length(dek_nonce) = 12),
    wrapped_dek  bytea       NOT NULL,
    kek_check    text        NOT NULL,
    activated_at timestamptz NOT NULL,
    verify_until timestamptz,
    CHECK ((state = 'active') = (verify_until IS NULL)),
    CHECK (state <> 'destroyed' OR octet_length(wrapped_key) + octet_length(wrapped_dek) = 0)
);
CREATE UNIQUE INDEX access_key_one_active ON assay.access_key ((true)) WHERE state = 'active';
COMMENT ON TABLE  assay.access_key IS 'P-256 keys of access tokens, encrypted as signing keys are; published nowhere.';
COMMENT ON COLUMN assay.access_key.kid IS 'RFC 7638 SHA-256 thumbprint of the public key, base64url.';
COMMENT ON COLUMN assay.access_key.state IS 'active (signs), verify-only (signs no more), destroyed (ciphertext overwritten).';
COMMENT ON COLUMN assay.access_key.public_key IS 'SubjectPublicKeyInfo, DER; believed only where the private key signs for it.';
COMMENT ON COLUMN assay.access_key.key_version IS 'Version of this layout; part of what each ciphertext is bound to.';
COMMENT ON COLUMN assay.access_key.key_nonce IS 'AES-GCM nonce of wrapped_key.';
COMMENT ON COLUMN assay.access_key.wrapped_key IS 'PKCS#8 private key under its own data-encryption key, AES-256-GCM with tag.';
COMMENT ON COLUMN assay.access_key.dek_nonce IS 'AES-GCM nonce of wrapped_dek.';
COMMENT ON COLUMN assay.access_key.wrapped_dek IS 'That data-encryption key under the installation''s key-encryption key, AES-256-GCM with tag.';
COMMENT ON COLUMN assay.access_key.kek_check IS 'Check value of the key-encryption key used.';
COMMENT ON COLUMN assay.access_key.activated_at IS 'When it began to sign.';
COMMENT ON COLUMN assay.access_key.verify_until IS 'From then on no token it signed is believed; null while it signs.';
GRANT SELECT, INSERT ON assay.access_key TO ${app_role};
GRANT UPDATE (state, wrapped_key, wrapped_dek, verify_until) ON assay.access_key TO ${app_role};
INSERT INTO assay.access_key (kid, state, public_key, key_version, key_nonce, wrapped_key, dek_nonce, wrapped_dek,
    kek_check, activated_at)
SELECT kid, 'active', public_key, key_version, key_nonce, wrapped_key, dek_nonce, wrapped_dek, kek_check, created_at
FROM assay.access_token_key;
-- why DELETE: a key that is destroyed is to be gone from where it was taken over from as well.
GRANT DELETE ON assay.access_token_key TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 9';
