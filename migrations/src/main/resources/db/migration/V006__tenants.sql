-- Tenants' settings and life, and the record of every change to them. Expand only: every new column has a default, so
-- that servers of schema 3 go on inserting and reading tenants (TE-08).

ALTER TABLE assay.tenant
    DROP CONSTRAINT tenant_state_check,
    ADD CONSTRAINT tenant_state_check CHECK (state IN ('active', 'disabled', 'suspended', 'deleted')),
    ADD COLUMN origin              text        NOT NULL DEFAULT 'configuration' CHECK (origin IN ('configuration', 'management')),
    ADD COLUMN trust_model         text        NOT NULL DEFAULT 'aad' CHECK (trust_model IN ('aad', 'isolated')),
    ADD COLUMN baseline            text        NOT NULL DEFAULT 'strict' CHECK (baseline ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    ADD COLUMN anchor_set          text        NOT NULL DEFAULT 'vendors' CHECK (anchor_set ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    ADD COLUMN authenticated_types text        NOT NULL DEFAULT '' CHECK (authenticated_types ~ '^([A-Za-z0-9]{1,40}( [A-Za-z0-9]{1,40})*)?$'),
    ADD COLUMN token_algorithm     text        NOT NULL DEFAULT 'RS256' CHECK (token_algorithm IN ('RS256', 'ES256', 'PS256')),
    ADD COLUMN token_lifetime_s    integer     CHECK (token_lifetime_s BETWEEN 60 AND 28800),
    ADD COLUMN token_audience      text        CHECK (token_audience ~ '^[\x21-\x7e]+$' AND length(token_audience) <= 256),
    ADD COLUMN requests_per_second integer     CHECK (requests_per_second BETWEEN 1 AND 1000000),
    ADD COLUMN body_bytes          integer     NOT NULL DEFAULT 1048576 CHECK (body_bytes BETWEEN 16384 AND 1048576),
    ADD COLUMN policy_versions     integer     NOT NULL DEFAULT 1000 CHECK (policy_versions BETWEEN 1 AND 100000),
    ADD COLUMN four_eyes           boolean     NOT NULL DEFAULT false,
    ADD COLUMN version             integer     NOT NULL DEFAULT 1 CHECK (version > 0),
    ADD COLUMN request_sha256      bytea       CHECK (octet_length(request_sha256) = 32),
    ADD COLUMN changed_at          timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN deleted_at          timestamptz,
    ADD COLUMN shred_after         timestamptz,
    ADD COLUMN shredded_at         timestamptz,
    ADD CONSTRAINT tenant_deletion CHECK ((state = 'deleted') = (deleted_at IS NOT NULL)
        AND (deleted_at IS NULL) = (shred_after IS NULL) AND (shredded_at IS NULL OR deleted_at IS NOT NULL));
CREATE INDEX tenant_to_shred ON assay.tenant (shred_after) WHERE state = 'deleted' AND shredded_at IS NULL;

COMMENT ON COLUMN assay.tenant.state IS 'active; suspended (or disabled, of old): attests nothing, its keys stay published; deleted: nothing of it is served.';
COMMENT ON COLUMN assay.tenant.origin IS 'configuration: served only while configuration names it; management: made through the management plane.';
COMMENT ON COLUMN assay.tenant.trust_model IS 'aad or isolated (maa-api 9); fixed for life.';
COMMENT ON COLUMN assay.tenant.baseline IS 'Name of the baseline; configuration wins where it names the tenant.';
COMMENT ON COLUMN assay.tenant.anchor_set IS 'Name of the anchor set; configuration wins where it names the tenant.';
COMMENT ON COLUMN assay.tenant.authenticated_types IS 'Evidence types that are attested for identified callers only, separated by spaces.';
COMMENT ON COLUMN assay.tenant.token_algorithm IS 'JWS algorithm of the tenant''s tokens.';
COMMENT ON COLUMN assay.tenant.token_lifetime_s IS 'Longest life of a token in seconds; null: as the baseline has it.';
COMMENT ON COLUMN assay.tenant.token_audience IS 'The claim aud of tokens; null: none.';
COMMENT ON COLUMN assay.tenant.requests_per_second IS 'Attest calls per second and node; null: the installation''s default.';
COMMENT ON COLUMN assay.tenant.body_bytes IS 'Largest body of an attest call.';
COMMENT ON COLUMN assay.tenant.policy_versions IS 'How many policy versions may be stored.';
COMMENT ON COLUMN assay.tenant.four_eyes IS 'Whether changes wait for a second administrator.';
COMMENT ON COLUMN assay.tenant.version IS 'Counts changes; the ETag, and the guard against lost updates.';
COMMENT ON COLUMN assay.tenant.request_sha256 IS 'SHA-256 of the request that created it: the same request again gets the same answer.';
COMMENT ON COLUMN assay.tenant.changed_at IS 'Of the last change.';
COMMENT ON COLUMN assay.tenant.deleted_at IS 'When it was deleted; until it is shredded it can be resumed.';
COMMENT ON COLUMN assay.tenant.shred_after IS 'From then on its keys are destroyed for good.';
COMMENT ON COLUMN assay.tenant.shredded_at IS 'When they were. The row stays, so that the name is never given to another.';

GRANT UPDATE (state, baseline, anchor_set, authenticated_types, token_algorithm, token_lifetime_s, token_audience,
    requests_per_second, body_bytes, policy_versions, four_eyes, version, changed_at, deleted_at, shred_after,
    shredded_at) ON assay.tenant TO ${app_role};

-- Written in the transaction of the change it tells of, so that there is none without.
CREATE TABLE assay.tenant_event (
    tenant_id   uuid        NOT NULL,
    version     integer     NOT NULL CHECK (version > 0),
    operation   text        NOT NULL CHECK (operation IN ('create', 'change', 'suspend', 'resume', 'delete', 'shred')),
    subject     text        NOT NULL,
    issuer      text        NOT NULL,
    state       text        NOT NULL,
    settings    jsonb       NOT NULL,
    trace_id    text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version)
);
COMMENT ON TABLE  assay.tenant_event IS 'One row for each change of a tenant. Rows are added, never changed.';
COMMENT ON COLUMN assay.tenant_event.tenant_id IS 'Whose settings. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.tenant_event.version IS 'The tenant''s version this change made.';
COMMENT ON COLUMN assay.tenant_event.operation IS 'create, change, suspend, resume, delete; shred: its keys were destroyed.';
COMMENT ON COLUMN assay.tenant_event.subject IS 'Who did it: subject of the bearer token; the node''s name for shred.';
COMMENT ON COLUMN assay.tenant_event.issuer IS 'Issuer of that token; "assay" for shred.';
COMMENT ON COLUMN assay.tenant_event.state IS 'The state afterwards.';
COMMENT ON COLUMN assay.tenant_event.settings IS 'The settings afterwards.';
COMMENT ON COLUMN assay.tenant_event.trace_id IS 'W3C trace id of the call.';
COMMENT ON COLUMN assay.tenant_event.recorded_at IS 'The call''s one instant.';
ALTER TABLE assay.tenant_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tenant_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tenant_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.tenant_event TO ${app_role};

-- The directory across tenants, for platform administrators: names and states, no settings. By name, so that a page
-- starts where the last one ended.
CREATE FUNCTION assay.tenant_page(after_name text, page_size integer)
    RETURNS TABLE (tenant_id uuid, name text, state text, created_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.tenant_id, t.name, t.state, t.created_at FROM assay.tenant t
    WHERE t.name > after_name ORDER BY t.name LIMIT least(greatest(page_size, 1), 1001)
$$;
COMMENT ON FUNCTION assay.tenant_page(text, integer) IS 'So many tenants by name, from the one after after_name.';
REVOKE ALL ON FUNCTION assay.tenant_page(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.tenant_page(text, integer) TO ${app_role};

CREATE FUNCTION assay.tenants_to_shred(at timestamptz) RETURNS TABLE (tenant_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.tenant_id FROM assay.tenant t
    WHERE t.state = 'deleted' AND t.shredded_at IS NULL AND t.shred_after <= at ORDER BY t.shred_after LIMIT 100
$$;
COMMENT ON FUNCTION assay.tenants_to_shred(timestamptz) IS 'Ids of deleted tenants whose keys are to be destroyed by then; 100 at most.';
REVOKE ALL ON FUNCTION assay.tenants_to_shred(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.tenants_to_shred(timestamptz) TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 6';
