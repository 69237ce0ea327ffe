-- The inputs of recorded appraisals, kept for as long as their tenant says, and what drafts of policies would make of
-- them. Expand only (TE-08).
--
-- These are the only tables of tenants from which the application may DELETE: evidence is personal data of machines and
-- their owners (AD-07) and is to be gone, not to be marked as gone, once its time is up, its room is spent, keeping is
-- turned off or the tenant is destroyed. What the audit says of an appraisal stays.

ALTER TABLE assay.tenant
    ADD COLUMN keep_evidence_days integer CHECK (keep_evidence_days BETWEEN 1 AND 365);
COMMENT ON COLUMN assay.tenant.keep_evidence_days IS 'For how many days the inputs of recorded appraisals are kept; null: they are not.';
GRANT UPDATE (keep_evidence_days) ON assay.tenant TO ${app_role};

-- KM-01: a dump of these tables without the key-encryption key yields no evidence.
CREATE TABLE assay.evidence_key (
    tenant_id  uuid        NOT NULL REFERENCES assay.tenant,
    number     integer     NOT NULL CHECK (number > 0),
    nonce      bytea       NOT NULL CHECK (octet_length(nonce) = 12),
    wrapped    bytea       NOT NULL CHECK (octet_length(wrapped) = 48),
    kek_check  text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, number)
);
COMMENT ON TABLE  assay.evidence_key IS 'Keys a tenant''s kept appraisals are encrypted under, AES-256; another follows after 30 days, and one under which nothing is left is deleted.';
COMMENT ON COLUMN assay.evidence_key.tenant_id IS 'Owner; part of what the ciphertext is bound to.';
COMMENT ON COLUMN assay.evidence_key.number IS 'Counts a tenant''s keys; part of what the ciphertext is bound to.';
COMMENT ON COLUMN assay.evidence_key.nonce IS 'AES-GCM nonce of wrapped.';
COMMENT ON COLUMN assay.evidence_key.wrapped IS 'The key under the installation''s key-encryption key, AES-256-GCM with tag.';
COMMENT ON COLUMN assay.evidence_key.kek_check IS 'Check value of the key-encryption key used.';
COMMENT ON COLUMN assay.evidence_key.created_at IS 'When it was made, at the first need.';

CREATE TABLE assay.kept_appraisal (
    tenant_id        uuid        NOT NULL,
    kept_id          uuid        NOT NULL,
    attestation_type text        NOT NULL,
    recorded_at      timestamptz NOT NULL,
    key_number       integer     NOT NULL,
    nonce            bytea       NOT NULL CHECK (octet_length(nonce) = 12),
    box              bytea       NOT NULL CHECK (octet_length(box) BETWEEN 16 AND 2097152),
    collateral       jsonb       NOT NULL CHECK (jsonb_typeof(collateral) = 'array'),
    policy_version   integer     NOT NULL CHECK (policy_version >= 0),
    policy_hash      bytea       NOT NULL CHECK (octet_length(policy_hash) = 32),
    baseline         text        NOT NULL,
    anchor_set       text        NOT NULL,
    reason           text        NOT NULL,
    jti              text,
    trace_id         text        NOT NULL,
    PRIMARY KEY (tenant_id, kept_id),
    FOREIGN KEY (tenant_id, key_number) REFERENCES assay.evidence_key
);
-- What is encrypted does not compress.
ALTER TABLE assay.kept_appraisal ALTER COLUMN box SET STORAGE EXTERNAL;
CREATE INDEX kept_appraisal_newest ON assay.kept_appraisal (tenant_id, attestation_type, recorded_at DESC, kept_id DESC);
CREATE INDEX kept_appraisal_oldest ON assay.kept_appraisal (tenant_id, recorded_at, kept_id);
CREATE INDEX kept_appraisal_key ON assay.kept_appraisal (tenant_id, key_number);
COMMENT ON TABLE  assay.kept_appraisal IS 'What an appraisal was made of, so that it can be made again under another policy. Only of those that came as far as baseline and policy.';
COMMENT ON COLUMN assay.kept_appraisal.tenant_id IS 'Owner; part of what the ciphertext is bound to.';
COMMENT ON COLUMN assay.kept_appraisal.kept_id IS 'Random; part of what the ciphertext is bound to.';
COMMENT ON COLUMN assay.kept_appraisal.attestation_type IS 'As in /attest/{type}; part of what the ciphertext is bound to.';
COMMENT ON COLUMN assay.kept_appraisal.recorded_at IS 'The call''s one instant, as in audit_record.';
COMMENT ON COLUMN assay.kept_appraisal.key_number IS 'Key it is encrypted under.';
COMMENT ON COLUMN assay.kept_appraisal.nonce IS 'AES-GCM nonce of box, random.';
COMMENT ON COLUMN assay.kept_appraisal.box IS 'Evidence, runtime data, init-time data and nonce as sent, AES-256-GCM with tag.';
COMMENT ON COLUMN assay.kept_appraisal.collateral IS 'Documents at hand then: kind, subject, SHA-256. They lead to collateral, from which nothing is ever deleted.';
COMMENT ON COLUMN assay.kept_appraisal.policy_version IS 'In force then; 0: the shipped default.';
COMMENT ON COLUMN assay.kept_appraisal.policy_hash IS 'Of that policy, as in audit_record.';
COMMENT ON COLUMN assay.kept_appraisal.baseline IS 'By name.';
COMMENT ON COLUMN assay.kept_appraisal.anchor_set IS 'By name.';
COMMENT ON COLUMN assay.kept_appraisal.reason IS 'Why the verdict was what it was; tells the verdict too.';
COMMENT ON COLUMN assay.kept_appraisal.jti IS 'The token''s, as in audit_record; null where none was issued.';
COMMENT ON COLUMN assay.kept_appraisal.trace_id IS 'The call''s, as in audit_record.';

CREATE TABLE assay.evidence_usage (
    tenant_id  uuid   NOT NULL PRIMARY KEY REFERENCES assay.tenant,
    octets     bigint NOT NULL CHECK (octets >= 0),
    appraisals bigint NOT NULL CHECK (appraisals >= 0)
);
COMMENT ON TABLE  assay.evidence_usage IS 'What a tenant''s kept appraisals take; changed in the transaction that adds or deletes them.';
COMMENT ON COLUMN assay.evidence_usage.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.evidence_usage.octets IS 'Sum of the lengths of kept_appraisal.box.';
COMMENT ON COLUMN assay.evidence_usage.appraisals IS 'How many rows.';

CREATE TABLE assay.policy_impact (
    tenant_id        uuid        NOT NULL REFERENCES assay.tenant,
    impact_id        uuid        NOT NULL,
    attestation_type text        NOT NULL,
    state            text        NOT NULL CHECK (state IN ('running', 'done', 'time', 'cancelled', 'interrupted')),
    node             text        NOT NULL,
    total            bigint      NOT NULL DEFAULT 0 CHECK (total >= 0),
    progress         bigint      NOT NULL DEFAULT 0 CHECK (progress >= 0),
    request          text        NOT NULL CHECK (octet_length(request) <= 4096),
    result           text        NOT NULL CHECK (octet_length(result) <= 1048576),
    started_at       timestamptz NOT NULL,
    seen_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at         timestamptz,
    PRIMARY KEY (tenant_id, impact_id),
    CHECK ((state = 'running') = (ended_at IS NULL))
);
-- One run of a tenant at a time, on whatever node.
CREATE UNIQUE INDEX policy_impact_one ON assay.policy_impact (tenant_id) WHERE state = 'running';
COMMENT ON TABLE  assay.policy_impact IS 'Replays of kept appraisals against a draft of a policy: how far they are, and what came of them. A row is deleted a day after its start.';
COMMENT ON COLUMN assay.policy_impact.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.policy_impact.impact_id IS 'Random.';
COMMENT ON COLUMN assay.policy_impact.attestation_type IS 'As in /attest/{type}.';
COMMENT ON COLUMN assay.policy_impact.state IS 'running; done; time (its time was up first); cancelled (keeping or the tenant was turned off meanwhile); interrupted (its node stopped).';
COMMENT ON COLUMN assay.policy_impact.node IS 'Which node replays.';
COMMENT ON COLUMN assay.policy_impact.total IS 'How many appraisals are to be replayed; 0 until they are counted.';
COMMENT ON COLUMN assay.policy_impact.progress IS 'How many of them were looked at.';
COMMENT ON COLUMN assay.policy_impact.request IS 'What was asked, JSON: draft by hash, window, bounds.';
COMMENT ON COLUMN assay.policy_impact.result IS 'What came of it so far, JSON: counts, and examples by trace id. No evidence.';
COMMENT ON COLUMN assay.policy_impact.started_at IS 'When it was asked.';
COMMENT ON COLUMN assay.policy_impact.seen_at IS 'When its node last wrote, by the database''s clock. A running one not seen for 30 s is interrupted.';
COMMENT ON COLUMN assay.policy_impact.ended_at IS 'When it ended, whichever way.';

-- One row for each run, committed before evidence is looked at; it stays when the run's result is gone.
CREATE TABLE assay.policy_impact_event (
    tenant_id        uuid        NOT NULL,
    impact_id        uuid        NOT NULL,
    attestation_type text        NOT NULL,
    request          text        NOT NULL CHECK (octet_length(request) <= 4096),
    subject          text        NOT NULL,
    issuer           text        NOT NULL,
    trace_id         text        NOT NULL,
    recorded_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, impact_id)
);
COMMENT ON TABLE  assay.policy_impact_event IS 'Who had kept evidence replayed against what (AD-07). Rows are added, never changed.';
COMMENT ON COLUMN assay.policy_impact_event.tenant_id IS 'Whose evidence. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.policy_impact_event.impact_id IS 'As in policy_impact.';
COMMENT ON COLUMN assay.policy_impact_event.attestation_type IS 'As in /attest/{type}.';
COMMENT ON COLUMN assay.policy_impact_event.request IS 'As in policy_impact.';
COMMENT ON COLUMN assay.policy_impact_event.subject IS 'Who asked: subject of the bearer token.';
COMMENT ON COLUMN assay.policy_impact_event.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.policy_impact_event.trace_id IS 'W3C trace id of the call.';
COMMENT ON COLUMN assay.policy_impact_event.recorded_at IS 'The call''s one instant.';

ALTER TABLE assay.evidence_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.evidence_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.evidence_key TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
ALTER TABLE assay.kept_appraisal ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.kept_appraisal FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.kept_appraisal TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
ALTER TABLE assay.evidence_usage ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.evidence_usage FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.evidence_usage TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
ALTER TABLE assay.policy_impact ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.policy_impact FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.policy_impact TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
ALTER TABLE assay.policy_impact_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.policy_impact_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.policy_impact_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());

GRANT SELECT, INSERT, DELETE ON assay.evidence_key, assay.kept_appraisal, assay.policy_impact TO ${app_role};
GRANT SELECT, INSERT ON assay.evidence_usage, assay.policy_impact_event TO ${app_role};
GRANT UPDATE (octets, appraisals) ON assay.evidence_usage TO ${app_role};
GRANT UPDATE (state, total, progress, result, seen_at, ended_at) ON assay.policy_impact TO ${app_role};

-- Which tenants have something to delete: ids only. The owner may read these columns' rows for it, and still change none.
CREATE POLICY agenda ON assay.evidence_usage FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY agenda ON assay.evidence_key FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY agenda ON assay.kept_appraisal FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY agenda ON assay.policy_impact FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION assay.evidence_agenda(at timestamptz) RETURNS TABLE (tenant_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.tenant_id FROM assay.tenant t
    WHERE EXISTS (SELECT FROM assay.kept_appraisal k WHERE k.tenant_id = t.tenant_id AND
            (t.keep_evidence_days IS NULL OR k.recorded_at < at - make_interval(days => t.keep_evidence_days)))
        OR EXISTS (SELECT FROM assay.evidence_usage u WHERE u.tenant_id = t.tenant_id
            AND u.octets > coalesce(t.stored_evidence_bytes, 268435456))
        OR EXISTS (SELECT FROM assay.evidence_key e WHERE e.tenant_id = t.tenant_id
            AND e.created_at < at - interval '31 days' AND NOT EXISTS (SELECT FROM assay.kept_appraisal k
                WHERE k.tenant_id = e.tenant_id AND k.key_number = e.number))
        OR EXISTS (SELECT FROM assay.policy_impact i WHERE i.tenant_id = t.tenant_id
            AND i.started_at < at - interval '1 day')
    LIMIT 100
$$;
COMMENT ON FUNCTION assay.evidence_agenda(timestamptz) IS 'Tenants with kept evidence or results whose time is up, or with more than their room holds; 100 at most.';
REVOKE ALL ON FUNCTION assay.evidence_agenda(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.evidence_agenda(timestamptz) TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 17';
