-- What a tenant knows of TPMs (TP-06 to TP-10, TP-17, TP-18): whom it trusts to certify their keys, and its devices.
-- Expand only (TE-08).
--
-- DELETE on tpm_device and tpm_authority: what is trusted no more must be nowhere, and a device's keys are free for a new
-- registration then; the events keep what was. DELETE on tpm_statement: it goes with the kept evidence it belongs to.

ALTER TABLE assay.tenant
    ADD COLUMN tpm_devices integer NOT NULL DEFAULT 100000 CHECK (tpm_devices BETWEEN 0 AND 10000000);
COMMENT ON COLUMN assay.tenant.tpm_devices IS 'How many TPM devices may be stored.';
GRANT UPDATE (tpm_devices) ON assay.tenant TO ${app_role};

CREATE TABLE assay.tpm_device (
    tenant_id           uuid        NOT NULL REFERENCES assay.tenant,
    device_id           uuid        NOT NULL,
    attestation_key     bytea       NOT NULL CHECK (octet_length(attestation_key) = 32),
    public_area         bytea       CHECK (octet_length(public_area) BETWEEN 1 AND 4096),
    endorsement_key     bytea       CHECK (octet_length(endorsement_key) = 32),
    endorsement_cert    bytea       CHECK (octet_length(endorsement_cert) BETWEEN 1 AND 16384),
    origin              text        NOT NULL CHECK (origin IN ('certificate', 'activation', 'administrator')),
    state               text        NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'revoked')),
    label               text        NOT NULL DEFAULT '' CHECK (length(label) <= 128),
    subject             text        NOT NULL,
    issuer              text        NOT NULL,
    registered_at       timestamptz NOT NULL,
    last_clock          numeric(20) CHECK (last_clock >= 0 AND last_clock <= 18446744073709551615),
    last_reset_count    bigint      CHECK (last_reset_count BETWEEN 0 AND 4294967295),
    last_restart_count  bigint      CHECK (last_restart_count BETWEEN 0 AND 4294967295),
    last_safe           boolean,
    last_firmware       numeric(20) CHECK (last_firmware >= 0 AND last_firmware <= 18446744073709551615),
    last_seen_at        timestamptz,
    PRIMARY KEY (tenant_id, device_id),
    CONSTRAINT tpm_device_attestation_key UNIQUE (tenant_id, attestation_key),
    CONSTRAINT tpm_device_endorsement_key UNIQUE (tenant_id, endorsement_key),
    CHECK (num_nonnulls(last_clock, last_reset_count, last_restart_count, last_safe, last_firmware, last_seen_at)
        IN (0, 6)),
    CHECK ((endorsement_key IS NULL) = (endorsement_cert IS NULL)),
    CHECK ((origin = 'activation') = (endorsement_key IS NOT NULL)),
    CHECK (origin = 'certificate' OR public_area IS NOT NULL)
);
CREATE INDEX tpm_device_label ON assay.tpm_device (tenant_id, label, device_id) WHERE label <> '';
COMMENT ON TABLE  assay.tpm_device IS 'TPMs a tenant knows by their attestation key. A row of origin certificate was seen and is vouched for by nothing here.';
COMMENT ON COLUMN assay.tpm_device.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.tpm_device.device_id IS 'Random; minted by the service (TP-09).';
COMMENT ON COLUMN assay.tpm_device.attestation_key IS 'SHA-256 of the attestation key''s DER SubjectPublicKeyInfo.';
COMMENT ON COLUMN assay.tpm_device.public_area IS 'TPMT_PUBLIC of the attestation key; null: only its certificate was seen.';
COMMENT ON COLUMN assay.tpm_device.endorsement_key IS 'SHA-256 of the endorsement key''s DER SubjectPublicKeyInfo; null unless a credential was activated under it.';
COMMENT ON COLUMN assay.tpm_device.endorsement_cert IS 'The endorsement key''s certificate, DER, as it was sent then.';
COMMENT ON COLUMN assay.tpm_device.origin IS 'certificate: seen with an AIK certificate; activation: enrolled under its endorsement key; administrator: registered by one.';
COMMENT ON COLUMN assay.tpm_device.state IS 'active; revoked: refused for good, until it is deleted.';
COMMENT ON COLUMN assay.tpm_device.label IS 'An administrator''s own words; may be empty.';
COMMENT ON COLUMN assay.tpm_device.subject IS 'Who registered it: subject of the bearer token; "device": the device itself, by an attestation or an enrolment.';
COMMENT ON COLUMN assay.tpm_device.issuer IS 'Issuer of that token; "assay" where there was none.';
COMMENT ON COLUMN assay.tpm_device.registered_at IS 'The call''s one instant.';
COMMENT ON COLUMN assay.tpm_device.last_clock IS 'TPMS_CLOCK_INFO.clock of the furthest sound appraisal, milliseconds, unsigned 64 bits.';
COMMENT ON COLUMN assay.tpm_device.last_reset_count IS 'resetCount then, unsigned 32 bits. Reset count, restart count and clock only ever move forward together.';
COMMENT ON COLUMN assay.tpm_device.last_restart_count IS 'restartCount then, unsigned 32 bits.';
COMMENT ON COLUMN assay.tpm_device.last_safe IS 'safe then.';
COMMENT ON COLUMN assay.tpm_device.last_firmware IS 'firmwareVersion then, unsigned 64 bits.';
COMMENT ON COLUMN assay.tpm_device.last_seen_at IS 'Instant of that appraisal; null: none yet.';

-- Written in the transaction of the change it tells of, so that there is none without.
CREATE TABLE assay.tpm_device_event (
    tenant_id   uuid        NOT NULL,
    event_id    uuid        NOT NULL,
    device_id   uuid        NOT NULL,
    operation   text        NOT NULL CHECK (operation IN
        ('registered', 'labelled', 'revoked', 'deleted', 'conflict', 'counters-went-back')),
    detail      jsonb       NOT NULL CHECK (jsonb_typeof(detail) = 'object'),
    subject     text        NOT NULL,
    issuer      text        NOT NULL,
    trace_id    text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, event_id)
);
CREATE INDEX tpm_device_event_device ON assay.tpm_device_event (tenant_id, device_id, recorded_at DESC, event_id);
COMMENT ON TABLE  assay.tpm_device_event IS 'One row for each change of a tenant''s devices, and for each attempt that is an alarm. Rows are added, never changed.';
COMMENT ON COLUMN assay.tpm_device_event.tenant_id IS 'Whose device. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.tpm_device_event.event_id IS 'Random.';
COMMENT ON COLUMN assay.tpm_device_event.device_id IS 'Which device; of a conflict the one that is known already.';
COMMENT ON COLUMN assay.tpm_device_event.operation IS 'registered, labelled, revoked, deleted; conflict: another key for a known one was refused (TP-09); counters-went-back: a quote older than one seen before was refused (TP-17).';
COMMENT ON COLUMN assay.tpm_device_event.detail IS 'The device afterwards, of a deletion as it was; of a conflict the keys offered; of counters-went-back what was claimed and what is known.';
COMMENT ON COLUMN assay.tpm_device_event.subject IS 'Who did it: subject of the bearer token; "device": the device itself.';
COMMENT ON COLUMN assay.tpm_device_event.issuer IS 'Issuer of that token; "assay" where there was none.';
COMMENT ON COLUMN assay.tpm_device_event.trace_id IS 'W3C trace id of the call.';
COMMENT ON COLUMN assay.tpm_device_event.recorded_at IS 'The call''s one instant.';

CREATE TABLE assay.tpm_authority (
    tenant_id           uuid        NOT NULL REFERENCES assay.tenant,
    authority_id        uuid        NOT NULL,
    key_use             text        NOT NULL CHECK (key_use IN ('aik', 'ek')),
    anchor              boolean     NOT NULL,
    certificate         bytea       NOT NULL CHECK (octet_length(certificate) BETWEEN 1 AND 16384),
    certificate_sha256  bytea       NOT NULL CHECK (octet_length(certificate_sha256) = 32),
    certificate_subject text        NOT NULL,
    not_after           timestamptz NOT NULL,
    revocation_required boolean     NOT NULL,
    crl                 bytea       CHECK (octet_length(crl) BETWEEN 1 AND 1048576),
    crl_this_update     timestamptz,
    crl_next_update     timestamptz,
    subject             text        NOT NULL,
    issuer              text        NOT NULL,
    created_at          timestamptz NOT NULL,
    changed_at          timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, authority_id),
    UNIQUE (tenant_id, key_use, certificate_sha256),
    CHECK (num_nonnulls(crl, crl_this_update, crl_next_update) IN (0, 3))
);
COMMENT ON TABLE  assay.tpm_authority IS 'Whom a tenant trusts to certify attestation keys and endorsement keys of TPMs.';
COMMENT ON COLUMN assay.tpm_authority.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.tpm_authority.authority_id IS 'Random.';
COMMENT ON COLUMN assay.tpm_authority.key_use IS 'aik: attestation keys; ek: endorsement keys.';
COMMENT ON COLUMN assay.tpm_authority.anchor IS 'Whether trust ends here; else an intermediate, of use for building a chain only.';
COMMENT ON COLUMN assay.tpm_authority.certificate IS 'X.509, DER.';
COMMENT ON COLUMN assay.tpm_authority.certificate_sha256 IS 'SHA-256 of certificate.';
COMMENT ON COLUMN assay.tpm_authority.certificate_subject IS 'Its subject, for readers.';
COMMENT ON COLUMN assay.tpm_authority.not_after IS 'End of its validity, for readers.';
COMMENT ON COLUMN assay.tpm_authority.revocation_required IS 'Whether what it issued counts only while a CRL of it that is not expired is held.';
COMMENT ON COLUMN assay.tpm_authority.crl IS 'The newest CRL of it held, DER.';
COMMENT ON COLUMN assay.tpm_authority.crl_this_update IS 'That CRL''s thisUpdate.';
COMMENT ON COLUMN assay.tpm_authority.crl_next_update IS 'That CRL''s nextUpdate.';
COMMENT ON COLUMN assay.tpm_authority.subject IS 'Who added it: subject of the bearer token.';
COMMENT ON COLUMN assay.tpm_authority.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.tpm_authority.created_at IS 'When.';
COMMENT ON COLUMN assay.tpm_authority.changed_at IS 'Of the last CRL, else as created_at.';

-- Written in the transaction of the change it tells of, so that there is none without.
CREATE TABLE assay.tpm_authority_event (
    tenant_id          uuid        NOT NULL,
    event_id           uuid        NOT NULL,
    authority_id       uuid        NOT NULL,
    operation          text        NOT NULL CHECK (operation IN ('added', 'crl', 'deleted')),
    certificate_sha256 bytea       NOT NULL CHECK (octet_length(certificate_sha256) = 32),
    certificate        bytea       NOT NULL CHECK (octet_length(certificate) BETWEEN 1 AND 16384),
    settings           jsonb       NOT NULL CHECK (jsonb_typeof(settings) = 'object'),
    subject            text        NOT NULL,
    issuer             text        NOT NULL,
    trace_id           text        NOT NULL,
    recorded_at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, event_id)
);
COMMENT ON TABLE  assay.tpm_authority_event IS 'One row for each change of whom a tenant trusts to certify TPMs. Rows are added, never changed.';
COMMENT ON COLUMN assay.tpm_authority_event.tenant_id IS 'Whose authority. No foreign key: the record outlives the tenant.';
COMMENT ON COLUMN assay.tpm_authority_event.event_id IS 'Random.';
COMMENT ON COLUMN assay.tpm_authority_event.authority_id IS 'Which authority.';
COMMENT ON COLUMN assay.tpm_authority_event.operation IS 'added; crl: a newer revocation list was stored; deleted.';
COMMENT ON COLUMN assay.tpm_authority_event.certificate_sha256 IS 'SHA-256 of its certificate.';
COMMENT ON COLUMN assay.tpm_authority_event.certificate IS 'The certificate, DER, so that a deleted one is not lost.';
COMMENT ON COLUMN assay.tpm_authority_event.settings IS 'Use, anchor, whether revocation is required, SHA-256 and dates of the CRL: afterwards, of a deletion as they were.';
COMMENT ON COLUMN assay.tpm_authority_event.subject IS 'Who did it: subject of the bearer token.';
COMMENT ON COLUMN assay.tpm_authority_event.issuer IS 'Issuer of that token.';
COMMENT ON COLUMN assay.tpm_authority_event.trace_id IS 'W3C trace id of the call.';
COMMENT ON COLUMN assay.tpm_authority_event.recorded_at IS 'The call''s one instant.';

CREATE TABLE assay.tpm_statement (
    tenant_id uuid        NOT NULL REFERENCES assay.tenant,
    sha256    bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    content   bytea       NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 33554432),
    last_used timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, sha256),
    CHECK (sha256 = sha256(content))
);
CREATE INDEX tpm_statement_oldest ON assay.tpm_statement (tenant_id, last_used);
COMMENT ON TABLE  assay.tpm_statement IS 'A tenant''s own statements on TPMs as they were when evidence that is kept was judged by them, so that it can be judged so again.';
COMMENT ON COLUMN assay.tpm_statement.tenant_id IS 'Owner.';
COMMENT ON COLUMN assay.tpm_statement.sha256 IS 'SHA-256 of content; what kept_appraisal.collateral and audit_record.collateral name.';
COMMENT ON COLUMN assay.tpm_statement.content IS 'JSON document: its authorities, or one device as it was known.';
COMMENT ON COLUMN assay.tpm_statement.last_used IS 'recorded_at of the newest kept appraisal it belongs to; deleted once all kept ones are newer, or none is left.';

ALTER TABLE assay.tpm_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tpm_device FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tpm_device TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
ALTER TABLE assay.tpm_device_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tpm_device_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tpm_device_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
ALTER TABLE assay.tpm_authority ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tpm_authority FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tpm_authority TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
ALTER TABLE assay.tpm_authority_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tpm_authority_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tpm_authority_event TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());
ALTER TABLE assay.tpm_statement ENABLE ROW LEVEL SECURITY;
ALTER TABLE assay.tpm_statement FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON assay.tpm_statement TO ${app_role}
    USING (tenant_id = assay.current_tenant()) WITH CHECK (tenant_id = assay.current_tenant());

GRANT SELECT, INSERT, DELETE ON assay.tpm_device, assay.tpm_authority, assay.tpm_statement TO ${app_role};
GRANT SELECT, INSERT ON assay.tpm_device_event, assay.tpm_authority_event TO ${app_role};
GRANT UPDATE (public_area, endorsement_key, endorsement_cert, origin, state, label, subject, issuer, registered_at,
    last_clock, last_reset_count, last_restart_count, last_safe, last_firmware, last_seen_at) ON assay.tpm_device
    TO ${app_role};
GRANT UPDATE (crl, crl_this_update, crl_next_update, changed_at) ON assay.tpm_authority TO ${app_role};
GRANT UPDATE (last_used) ON assay.tpm_statement TO ${app_role};

-- Kept evidence of TPMs: logs are long. why NOT VALID: the rows there are fulfil the narrower rule.
ALTER TABLE assay.kept_appraisal DROP CONSTRAINT kept_appraisal_box_check;
ALTER TABLE assay.kept_appraisal ADD CONSTRAINT kept_appraisal_box_check
    CHECK (octet_length(box) BETWEEN 16 AND 16778240) NOT VALID;

CREATE POLICY agenda ON assay.tpm_statement FOR SELECT TO CURRENT_USER USING (true);
CREATE OR REPLACE FUNCTION assay.evidence_agenda(at timestamptz) RETURNS TABLE (tenant_id uuid)
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
        OR EXISTS (SELECT FROM assay.tpm_statement s WHERE s.tenant_id = t.tenant_id
            AND s.last_used < coalesce((SELECT min(k.recorded_at) FROM assay.kept_appraisal k
                WHERE k.tenant_id = t.tenant_id), 'infinity'))
    LIMIT 100
$$;

CREATE OR REPLACE FUNCTION assay.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 19';
