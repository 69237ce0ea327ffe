-- The versions of policies with the times each was in force, for the service and for auditors. Expand only (TE-08).

-- A page of versions looks up each one's events; without it, all of the policy's.
CREATE INDEX policy_event_version ON assay.policy_event (tenant_id, attestation_type, version, number);

-- An event's end is the next event's begin. why LATERAL and not lead(): a window is computed over all of a policy's events
-- before a version can be picked, and one with 10 000 versions has as many; this way conditions reach the indexes.
CREATE VIEW assay.policy_history WITH (security_invoker = true) AS
    SELECT e.tenant_id, t.name AS tenant_name, e.attestation_type, e.version, p.policy_hash, p.document_sha256,
           p.signer_sha256, p.created_at AS stored_at, p.subject AS stored_by, p.issuer AS stored_by_issuer,
           p.note AS stored_note, e.number AS change_number, e.operation, e.recorded_at AS active_from,
           n.recorded_at AS active_to, e.subject AS activated_by, e.issuer AS activated_by_issuer,
           e.note AS activation_note, e.trace_id
    FROM assay.policy_event e
    JOIN assay.tenant t ON t.tenant_id = e.tenant_id
    LEFT JOIN assay.tenant_policy p ON p.tenant_id = e.tenant_id AND p.attestation_type = e.attestation_type
        AND p.version = e.version
    LEFT JOIN LATERAL (SELECT l.recorded_at FROM assay.policy_event l
        WHERE l.tenant_id = e.tenant_id AND l.attestation_type = e.attestation_type AND l.number > e.number
        ORDER BY l.number LIMIT 1) n ON true
    UNION ALL
    SELECT p.tenant_id, t.name, p.attestation_type, p.version, p.policy_hash, p.document_sha256, p.signer_sha256,
           p.created_at, p.subject, p.issuer, p.note, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM assay.tenant_policy p
    JOIN assay.tenant t ON t.tenant_id = p.tenant_id
    WHERE NOT EXISTS (SELECT FROM assay.policy_event e WHERE e.tenant_id = p.tenant_id
        AND e.attestation_type = p.attestation_type AND e.version = p.version);
COMMENT ON VIEW   assay.policy_history IS 'One row for each time a version of a policy came into force, and one for each version without such an event; shows what its reader may see of the tables below.';
COMMENT ON COLUMN assay.policy_history.tenant_id IS 'Whose policy.';
COMMENT ON COLUMN assay.policy_history.tenant_name IS 'Its name.';
COMMENT ON COLUMN assay.policy_history.attestation_type IS 'As in /attest/{type}.';
COMMENT ON COLUMN assay.policy_history.version IS '0: the default policy of the type, of which nothing is stored.';
COMMENT ON COLUMN assay.policy_history.policy_hash IS 'x-ms-policy-hash of tokens under it.';
COMMENT ON COLUMN assay.policy_history.document_sha256 IS 'SHA-256 of the document as sent; null: the text came bare, from configuration.';
COMMENT ON COLUMN assay.policy_history.signer_sha256 IS 'SHA-256 of the certificate that signed it; null: it is unsecured.';
COMMENT ON COLUMN assay.policy_history.stored_at IS 'When the version was stored, by the database''s clock.';
COMMENT ON COLUMN assay.policy_history.stored_by IS 'By whom: subject of the bearer token; null: configuration.';
COMMENT ON COLUMN assay.policy_history.stored_by_issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.policy_history.stored_note IS 'Why, in the author''s words.';
COMMENT ON COLUMN assay.policy_history.change_number IS 'Which of the policy''s changes brought it into force; the ETag of that state.';
COMMENT ON COLUMN assay.policy_history.operation IS 'configure, update, reset or activate, as in policy_event.';
COMMENT ON COLUMN assay.policy_history.active_from IS 'In force from then on; null: of a schema before 10, which kept no events.';
COMMENT ON COLUMN assay.policy_history.active_to IS 'And until then; null: still in force.';
COMMENT ON COLUMN assay.policy_history.activated_by IS 'Who brought it into force: subject of the bearer token; "configuration".';
COMMENT ON COLUMN assay.policy_history.activated_by_issuer IS 'Issuer of that token; "assay" for configuration.';
COMMENT ON COLUMN assay.policy_history.activation_note IS 'Why, in the words of who did it.';
COMMENT ON COLUMN assay.policy_history.trace_id IS 'W3C trace id of the call that did it.';
GRANT SELECT ON assay.policy_history TO ${app_role};

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 14';
