-- More of a tenant's settings, the certificates of isolated tenants, and what Azure Resource Manager's interface keeps
-- of a provider beside its tenant. Expand only (TE-08).

ALTER TABLE assay.tenant
    ADD COLUMN policy_bytes          integer NOT NULL DEFAULT 1048576 CHECK (policy_bytes BETWEEN 4096 AND 1048576),
    ADD COLUMN stored_evidence_bytes bigint  CHECK (stored_evidence_bytes BETWEEN 0 AND 1125899906842624);
COMMENT ON COLUMN assay.tenant.policy_bytes IS 'Largest body of a policy upload.';
COMMENT ON COLUMN assay.tenant.stored_evidence_bytes IS 'How much evidence may be stored; null: no bound of its own.';
GRANT UPDATE (policy_bytes, stored_evidence_bytes) ON assay.tenant TO ${app_role};

CREATE TABLE assay.policy_certificate (
    tenant_id uuid        NOT NULL REFERENCES assay.tenant,
    sha256    bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    der       bytea       NOT NULL CHECK (octet_length(der) BETWEEN 1 AND 16384),
    added_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, sha256)
);
COMMENT ON TABLE  assay.policy_certificate IS 'Who may sign policies of an isolated tenant (maa-api 4, 9). Tenants of the model aad have none.';
COMMENT ON COLUMN assay.policy_certificate.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.policy_certificate.sha256 IS 'SHA-256 of der: the thumbprint shown.';
COMMENT ON COLUMN assay.policy_certificate.der IS 'X.509 v3, as given.';
COMMENT ON COLUMN assay.policy_certificate.added_at IS 'When it was added; with the tenant, or later by a request one of the others signed.';
ALTER TABLE assay.policy_certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.policy_certificate FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.policy_certificate TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.policy_certificate TO ${app_role};

CREATE TABLE assay.arm_provider (
    tenant_id       uuid        NOT NULL PRIMARY KEY REFERENCES assay.tenant,
    subscription_id text        NOT NULL CHECK (subscription_id ~ '^[A-Za-z0-9-]{1,64}$'),
    resource_group  text        NOT NULL CHECK (resource_group ~ '^[A-Za-z0-9._-]{1,90}$'),
    provider_name   text        NOT NULL CHECK (provider_name ~ '^[A-Za-z0-9-]{3,40}$'),
    location        text        NOT NULL CHECK (length(location) BETWEEN 1 AND 64),
    tags            text        NOT NULL DEFAULT '{}' CHECK (octet_length(tags) <= 65536),
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL
);
CREATE INDEX arm_provider_listing ON assay.arm_provider (lower(subscription_id), lower(provider_name));
COMMENT ON TABLE  assay.arm_provider IS 'Where in Azure Resource Manager''s order a tenant was made, for tenants made there (maa-api 9).';
COMMENT ON COLUMN assay.arm_provider.tenant_id IS 'Owner; its name is provider_name in lower case.';
COMMENT ON COLUMN assay.arm_provider.subscription_id IS 'As spelled by who made it; compared without case.';
COMMENT ON COLUMN assay.arm_provider.resource_group IS 'As spelled by who made it; compared without case.';
COMMENT ON COLUMN assay.arm_provider.provider_name IS 'As spelled by who made it; compared without case.';
COMMENT ON COLUMN assay.arm_provider.location IS 'As given; means nothing here.';
COMMENT ON COLUMN assay.arm_provider.tags IS 'JSON object of strings, as given.';
COMMENT ON COLUMN assay.arm_provider.created_at IS 'With the tenant.';
COMMENT ON COLUMN assay.arm_provider.changed_at IS 'Of the last change of the tags.';
ALTER TABLE assay.arm_provider ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.arm_provider FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.arm_provider TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
-- For the listing below alone, which runs as the owner.
CREATE POLICY directory ON assay.arm_provider FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON assay.arm_provider TO ${app_role};
GRANT UPDATE (tags, changed_at) ON assay.arm_provider TO ${app_role};

-- Across tenants, for platform administrators: what a list of providers shows, and no more.
CREATE FUNCTION assay.arm_provider_page(subscription text, "group" text, after_name text, page_size integer)
    RETURNS TABLE (subscription_id text, resource_group text, provider_name text, location text, tags text,
        state text, trust_model text, authenticated_types text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT p.subscription_id, p.resource_group, p.provider_name, p.location, p.tags, t.state, t.trust_model,
        t.authenticated_types
    FROM assay.arm_provider p JOIN assay.tenant t USING (tenant_id)
    WHERE lower(p.subscription_id) = lower(subscription)
        AND ("group" = '' OR lower(p.resource_group) = lower("group"))
        AND lower(p.provider_name) > lower(after_name) AND t.state <> 'deleted'
    ORDER BY lower(p.provider_name) LIMIT least(greatest(page_size, 1), 1001)
$$;
COMMENT ON FUNCTION assay.arm_provider_page(text, text, text, integer) IS 'So many providers of a subscription, or of one resource group of it, by name, from the one after after_name.';
REVOKE ALL ON FUNCTION assay.arm_provider_page(text, text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.arm_provider_page(text, text, text, integer) TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 12';
