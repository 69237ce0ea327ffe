-- The audit record of every attestation, committed before its token leaves (AD-01, AD-02, AD-05, AD-07).

CREATE TABLE assay.audit_record (
    tenant_id           uuid        NOT NULL,
    recorded_at         timestamptz NOT NULL,
    record_id           uuid        NOT NULL,
    tenant_name         text        NOT NULL,
    caller              text        NOT NULL,
    operation           text        NOT NULL CHECK (operation IN ('attest', 'attest-draft', 'sign-failed')),
    attestation_type    text        NOT NULL,
    evidence_sha256     bytea       NOT NULL CHECK (octet_length(evidence_sha256) = 32),
    collateral          jsonb       NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(collateral) = 'array'),
    policy_version      integer     NOT NULL,
    policy_hash         bytea       NOT NULL CHECK (octet_length(policy_hash) = 32),
    baseline            text        NOT NULL,
    anchor_set          text        NOT NULL,
    verdict             text        NOT NULL CHECK (verdict IN ('permit', 'deny', 'reject', 'unavailable')),
    reason              text        NOT NULL,
    detail              text        NOT NULL,
    hardware_id_sha256  bytea       CHECK (octet_length(hardware_id_sha256) = 32),
    tcb_status          text,
    tcb_date            timestamptz,
    tcb_evaluation      bigint,
    tcb_advisories      text[],
    kid                 text,
    jti                 text        CHECK (jti ~ '^[0-9a-f]{64}$'),
    payload_sha256      bytea       CHECK (octet_length(payload_sha256) = 32),
    http_status         integer     NOT NULL,
    duration_ms         bigint      NOT NULL,
    node                text        NOT NULL,
    trace_id            text        NOT NULL,
    PRIMARY KEY (tenant_id, recorded_at, record_id),
    CHECK ((verdict = 'permit') = (jti IS NOT NULL AND payload_sha256 IS NOT NULL AND kid IS NOT NULL)
           OR operation = 'sign-failed')
) PARTITION BY RANGE (recorded_at);

COMMENT ON TABLE  assay.audit_record IS 'One row for each attest call that named a tenant and brought evidence. Rows are added, never changed. A permit row without a token in the world is harmless; a token without a row is impossible.';
COMMENT ON COLUMN assay.audit_record.tenant_id IS 'Whose call. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.audit_record.recorded_at IS 'The call''s one instant: what dates were held against.';
COMMENT ON COLUMN assay.audit_record.record_id IS 'Random; tells rows of one instant apart.';
COMMENT ON COLUMN assay.audit_record.tenant_name IS 'The tenant''s name then.';
COMMENT ON COLUMN assay.audit_record.caller IS 'Source address, and the subject where the caller was authenticated.';
COMMENT ON COLUMN assay.audit_record.operation IS 'attest; attest-draft: a draft policy, its token unsecured; sign-failed: follows a permit row of the same jti whose token was not signed and never left.';
COMMENT ON COLUMN assay.audit_record.attestation_type IS 'As in /attest/{type}.';
COMMENT ON COLUMN assay.audit_record.evidence_sha256 IS 'SHA-256 of the quote or report as received.';
COMMENT ON COLUMN assay.audit_record.collateral IS 'Documents used: [{"kind", "subject", "sha256"}]; sha256 leads to collateral.digest.';
COMMENT ON COLUMN assay.audit_record.policy_version IS 'Of tenant_policy; 0: the shipped default; -1: a draft.';
COMMENT ON COLUMN assay.audit_record.policy_hash IS 'The token''s x-ms-policy-hash.';
COMMENT ON COLUMN assay.audit_record.baseline IS 'Name of the baseline held against.';
COMMENT ON COLUMN assay.audit_record.anchor_set IS 'Trust anchors: vendors, or another set''s name.';
COMMENT ON COLUMN assay.audit_record.verdict IS 'permit, deny (sound, refused by baseline or policy), reject (not sound), unavailable (could not tell).';
COMMENT ON COLUMN assay.audit_record.reason IS 'Stable code; docs/errors.md explains each.';
COMMENT ON COLUMN assay.audit_record.detail IS 'The sentence the caller was given.';
COMMENT ON COLUMN assay.audit_record.hardware_id_sha256 IS 'SHA-256 of the platform''s identity, where its chain was verified.';
COMMENT ON COLUMN assay.audit_record.tcb_status IS 'The platform''s converged TCB status, where a level was met.';
COMMENT ON COLUMN assay.audit_record.tcb_date IS 'Earliest date of the TCB levels met.';
COMMENT ON COLUMN assay.audit_record.tcb_evaluation IS 'tcbEvaluationDataNumber of the TCB Info used.';
COMMENT ON COLUMN assay.audit_record.tcb_advisories IS 'Vendor advisories of the levels met.';
COMMENT ON COLUMN assay.audit_record.kid IS 'The key that was to sign; on a draft the key that would have.';
COMMENT ON COLUMN assay.audit_record.jti IS 'The token''s jti.';
COMMENT ON COLUMN assay.audit_record.payload_sha256 IS 'SHA-256 of the token''s payload text (the octets before base64url).';
COMMENT ON COLUMN assay.audit_record.http_status IS 'Status of the answer: 200, 400 or 503.';
COMMENT ON COLUMN assay.audit_record.duration_ms IS 'From the call''s arrival to this record.';
COMMENT ON COLUMN assay.audit_record.node IS 'The server that answered.';
COMMENT ON COLUMN assay.audit_record.trace_id IS 'W3C trace id; the caller''s correlation id holds it.';

-- why: nothing is lost where no partition was made ahead.
CREATE TABLE assay.audit_record_default PARTITION OF assay.audit_record DEFAULT;
COMMENT ON TABLE assay.audit_record_default IS 'Records of months without a partition of their own; normally empty.';
CREATE INDEX audit_record_jti ON assay.audit_record (tenant_id, jti) WHERE jti IS NOT NULL;
CREATE INDEX audit_record_evidence ON assay.audit_record (tenant_id, evidence_sha256);

ALTER TABLE assay.audit_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.audit_record FORCE ROW LEVEL SECURITY;
ALTER TABLE assay.audit_record_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.audit_record_default FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.audit_record FOR SELECT TO ${app_role} USING (tenant_id = assay.current_tenant());
CREATE POLICY any_tenant ON assay.audit_record FOR INSERT TO ${audit_role} WITH CHECK (true);

-- AD-05: no UPDATE, DELETE or TRUNCATE for anyone but the owner, whom row-level security leaves no row.
GRANT SELECT ON assay.audit_record TO ${app_role};
GRANT INSERT ON assay.audit_record TO ${audit_role};

CREATE FUNCTION assay.ensure_audit_partitions(first_month date, months integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
AS $$
DECLARE
    month_start date;
    partition   text;
    made        integer := 0;
BEGIN
    IF months NOT BETWEEN 1 AND 24 THEN
        RAISE EXCEPTION 'months is %, must be 1 to 24', months;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('assay.ensure_audit_partitions'));
    FOR i IN 0 .. months - 1 LOOP
        month_start := date_trunc('month', first_month) + make_interval(months => i);
        partition := 'audit_record_' || to_char(month_start, 'YYYY_MM');
        CONTINUE WHEN to_regclass('assay.' || partition) IS NOT NULL;
        BEGIN
            EXECUTE format('CREATE TABLE assay.%I PARTITION OF assay.audit_record FOR VALUES FROM (%L) TO (%L)',
                partition, month_start::timestamptz, (month_start + interval '1 month')::timestamptz);
            EXECUTE format('ALTER TABLE assay.%I ENABLE ROW LEVEL SECURITY', partition);
            EXECUTE format('ALTER TABLE assay.%I FORCE ROW LEVEL SECURITY', partition);
            made := made + 1;
        EXCEPTION WHEN check_violation THEN
            RAISE NOTICE 'records of % are in the default partition and stay there', to_char(month_start, 'YYYY-MM');
        END;
    END LOOP;
    RETURN made;
END
$$;
COMMENT ON FUNCTION assay.ensure_audit_partitions(date, integer) IS 'Makes the partitions of so many months (1 to 24) from the one first_month lies in, where missing; returns how many it made.';
REVOKE ALL ON FUNCTION assay.ensure_audit_partitions(date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.ensure_audit_partitions(date, integer) TO ${app_role};

CREATE VIEW assay.audit_verdicts WITH (security_invoker = true) AS
    SELECT tenant_id, tenant_name, date_trunc('day', recorded_at) AS day, attestation_type, operation, verdict, reason,
           count(*) AS records, max(recorded_at) AS last_recorded_at
    FROM assay.audit_record
    GROUP BY tenant_id, tenant_name, date_trunc('day', recorded_at), attestation_type, operation, verdict, reason;
COMMENT ON VIEW assay.audit_verdicts IS 'Verdicts by day and reason; shows what its reader may see of audit_record.';
GRANT SELECT ON assay.audit_verdicts TO ${app_role};

-- Replaced by each later migration; the server asks it at start and never migrates.
CREATE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 3';
COMMENT ON FUNCTION assay.schema_version() IS 'Number of the last migration.';
