-- Four eyes: changes that wait for a second administrator, and each step of theirs. Expand only (TE-08).

CREATE TABLE assay.proposal (
    tenant_id       uuid        NOT NULL REFERENCES assay.tenant,
    proposal_id     uuid        NOT NULL,
    matter          text        NOT NULL CHECK (matter IN ('policy', 'keys', 'settings', 'anchor-set')),
    change          text        NOT NULL CHECK (octet_length(change) <= 4194304),
    base            text        NOT NULL CHECK (length(base) <= 100),
    subject         text        NOT NULL,
    issuer          text        NOT NULL,
    proposed_at     timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL CHECK (expires_at > proposed_at),
    state           text        NOT NULL DEFAULT 'waiting' CHECK (state IN
        ('waiting', 'approved', 'applied', 'rejected', 'withdrawn', 'expired', 'overtaken')),
    decided_subject text,
    decided_issuer  text,
    decided_at      timestamptz,
    note            text        CHECK (length(note) <= 500),
    PRIMARY KEY (tenant_id, proposal_id),
    CHECK (num_nonnulls(decided_subject, decided_issuer, decided_at, note) IN (0, 4)),
    CHECK (state IN ('waiting', 'expired') = (decided_at IS NULL)),
    -- Two persons, whatever the program says.
    CONSTRAINT proposal_by_two CHECK (state NOT IN ('approved', 'applied')
        OR (decided_subject, decided_issuer) IS DISTINCT FROM (subject, issuer)),
    CONSTRAINT proposal_withdrawn_by_one CHECK (state <> 'withdrawn'
        OR (decided_subject, decided_issuer) IS NOT DISTINCT FROM (subject, issuer))
);
CREATE INDEX proposal_newest ON assay.proposal (tenant_id, proposed_at DESC, proposal_id DESC);
CREATE INDEX proposal_open ON assay.proposal (state, expires_at) WHERE state IN ('waiting', 'approved');
COMMENT ON TABLE  assay.proposal IS 'Changes that wait for a second administrator, or did.';
COMMENT ON COLUMN assay.proposal.tenant_id IS 'Whose object is to be changed.';
COMMENT ON COLUMN assay.proposal.proposal_id IS 'Random.';
COMMENT ON COLUMN assay.proposal.matter IS 'What it is about; decides which roles may see it and decide.';
COMMENT ON COLUMN assay.proposal.change IS 'The whole change, canonical JSON.';
COMMENT ON COLUMN assay.proposal.base IS 'State of the object it was made from: a version, a key''s id or a digest. Where the object is another by then, the proposal is overtaken.';
COMMENT ON COLUMN assay.proposal.subject IS 'Who proposed it: subject of the bearer token.';
COMMENT ON COLUMN assay.proposal.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.proposal.proposed_at IS 'When.';
COMMENT ON COLUMN assay.proposal.expires_at IS 'From then on nobody can approve it.';
COMMENT ON COLUMN assay.proposal.state IS 'waiting; approved (being carried out); applied; rejected; withdrawn; expired; overtaken (its object was changed meanwhile).';
COMMENT ON COLUMN assay.proposal.decided_subject IS 'Who approved, rejected or withdrew it, or found it overtaken; null while it waits and where it expired.';
COMMENT ON COLUMN assay.proposal.decided_issuer IS 'Issuer of that person''s token.';
COMMENT ON COLUMN assay.proposal.decided_at IS 'When.';
COMMENT ON COLUMN assay.proposal.note IS 'What that person noted; may be empty.';
ALTER TABLE assay.proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.proposal TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.proposal TO ${app_role};
GRANT UPDATE (state, decided_subject, decided_issuer, decided_at, note) ON assay.proposal TO ${app_role};

-- Written in the transaction of the step it tells of, so that there is none without.
CREATE TABLE assay.proposal_event (
    tenant_id   uuid        NOT NULL,
    proposal_id uuid        NOT NULL,
    number      integer     NOT NULL CHECK (number > 0),
    operation   text        NOT NULL CHECK (operation IN
        ('propose', 'approve', 'apply', 'reject', 'withdraw', 'expire', 'overtake')),
    subject     text        NOT NULL,
    issuer      text        NOT NULL,
    note        text        NOT NULL CHECK (length(note) <= 500),
    trace_id    text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, proposal_id, number),
    FOREIGN KEY (tenant_id, proposal_id) REFERENCES assay.proposal
);
COMMENT ON TABLE  assay.proposal_event IS 'One row for each step of a proposal. Rows are added, never changed.';
COMMENT ON COLUMN assay.proposal_event.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.proposal_event.proposal_id IS 'Which proposal.';
COMMENT ON COLUMN assay.proposal_event.number IS 'Counts a proposal''s steps from 1.';
COMMENT ON COLUMN assay.proposal_event.operation IS 'propose, approve, apply, reject, withdraw, expire, overtake.';
COMMENT ON COLUMN assay.proposal_event.subject IS 'Who did it: subject of the bearer token; the node''s name where the clock did.';
COMMENT ON COLUMN assay.proposal_event.issuer IS 'Issuer of that token; "assay" where the clock did.';
COMMENT ON COLUMN assay.proposal_event.note IS 'What that person noted; may be empty.';
COMMENT ON COLUMN assay.proposal_event.trace_id IS 'W3C trace id of the call; empty where the clock did it.';
COMMENT ON COLUMN assay.proposal_event.recorded_at IS 'The call''s one instant.';
ALTER TABLE assay.proposal_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.proposal_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.proposal_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
GRANT SELECT, INSERT ON assay.proposal_event TO ${app_role};

-- Which proposals the clock has a step for: ids only. The owner may read rows for it, and still change none.
CREATE POLICY agenda ON assay.proposal FOR SELECT TO CURRENT_USER USING (state IN ('waiting', 'approved'));
CREATE FUNCTION assay.proposals_due(at timestamptz) RETURNS TABLE (tenant_id uuid, proposal_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT p.tenant_id, p.proposal_id FROM assay.proposal p
    WHERE p.state = 'approved' AND p.decided_at <= at - interval '1 minute'
        OR p.state = 'waiting' AND p.expires_at <= at
    ORDER BY p.state = 'approved', p.expires_at LIMIT 100
$$;
COMMENT ON FUNCTION assay.proposals_due(timestamptz) IS 'Proposals nobody decided by then, and those approved a minute before that are not in force yet; 100 at most.';
REVOKE ALL ON FUNCTION assay.proposals_due(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assay.proposals_due(timestamptz) TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 13';
