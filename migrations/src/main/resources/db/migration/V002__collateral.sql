-- Collateral: what vendors publish about their platforms, content-addressed (CO-03, CO-10). Belongs to an anchor set,
-- not to a tenant, and never crosses to another set.

CREATE TABLE assay.collateral (
    anchor_set        text        NOT NULL CHECK (anchor_set ~ '^[a-z0-9-]{1,40}$'),
    kind              text        NOT NULL CHECK (kind IN ('TCB_INFO', 'QE_IDENTITY', 'PCK_CRL', 'ROOT_CA_CRL')),
    subject           text        NOT NULL,
    digest            bytea       NOT NULL CHECK (octet_length(digest) = 32),
    content           bytea       NOT NULL CHECK (octet_length(content) <= 5242880),
    issuer_chain      bytea       NOT NULL,
    source            text        NOT NULL,
    evaluation_number bigint      NOT NULL,
    issue_number      numeric(50) NOT NULL,
    issue_date        timestamptz NOT NULL,
    next_update       timestamptz NOT NULL,
    fetched_at        timestamptz NOT NULL,
    PRIMARY KEY (anchor_set, kind, subject, digest),
    CHECK (digest = sha256(content))
);
COMMENT ON TABLE  assay.collateral IS 'Every verified document ever used, by the SHA-256 of its content: what an audit record''s ids lead to.';
COMMENT ON COLUMN assay.collateral.anchor_set IS 'The trust anchors it was verified under.';
COMMENT ON COLUMN assay.collateral.kind IS 'TCB_INFO, QE_IDENTITY, PCK_CRL or ROOT_CA_CRL.';
COMMENT ON COLUMN assay.collateral.subject IS 'TCB Info: technology and FMSPC (sgx/00906ed50000); QE identity: technology; PCK CRL: processor or platform; root CRL: empty.';
COMMENT ON COLUMN assay.collateral.digest IS 'SHA-256 of content.';
COMMENT ON COLUMN assay.collateral.content IS 'Exactly as received: JSON text, or a CRL''s DER.';
COMMENT ON COLUMN assay.collateral.issuer_chain IS 'PEM certificates, signer first; empty where none came with it.';
COMMENT ON COLUMN assay.collateral.source IS 'Where it came from: a URL, or "import".';
COMMENT ON COLUMN assay.collateral.evaluation_number IS 'tcbEvaluationDataNumber; 0 for CRLs. Monotony is kept within one number.';
COMMENT ON COLUMN assay.collateral.issue_number IS 'CRL number; 0 for documents without one.';
COMMENT ON COLUMN assay.collateral.issue_date IS 'issueDate, or a CRL''s thisUpdate.';
COMMENT ON COLUMN assay.collateral.next_update IS 'nextUpdate: its use ends here.';
COMMENT ON COLUMN assay.collateral.fetched_at IS 'When this installation received it.';

CREATE TABLE assay.collateral_current (
    anchor_set        text   NOT NULL,
    kind              text   NOT NULL,
    subject           text   NOT NULL,
    evaluation_number bigint NOT NULL,
    digest            bytea  NOT NULL,
    PRIMARY KEY (anchor_set, kind, subject, evaluation_number),
    FOREIGN KEY (anchor_set, kind, subject, digest) REFERENCES assay.collateral
);
COMMENT ON TABLE  assay.collateral_current IS 'The document in use for each key and evaluation number; only ever moves to a newer one (CO-03).';
COMMENT ON COLUMN assay.collateral_current.anchor_set IS 'As in collateral.';
COMMENT ON COLUMN assay.collateral_current.kind IS 'As in collateral.';
COMMENT ON COLUMN assay.collateral_current.subject IS 'As in collateral.';
COMMENT ON COLUMN assay.collateral_current.evaluation_number IS 'As in collateral.';
COMMENT ON COLUMN assay.collateral_current.digest IS 'As in collateral.';

GRANT SELECT, INSERT ON assay.collateral TO ${app_role};
GRANT SELECT, INSERT, UPDATE ON assay.collateral_current TO ${app_role};
