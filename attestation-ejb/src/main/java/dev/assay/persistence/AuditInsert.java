package dev.assay.persistence;

import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.TcbStanding;
import dev.assay.evidence.TpmState;
import dev.assay.json.CanonicalJson;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Writes audit records, as many as there are in one transaction, durably. */
final class AuditInsert {
    private static final String INSERT = """
            INSERT INTO assay.audit_record (tenant_id, recorded_at, record_id, tenant_name, caller, operation,
                attestation_type, evidence_sha256, policy_version, policy_hash, baseline, anchor_set, collateral,
                verdict, reason, detail, hardware_id_sha256, tcb_status, tcb_date, tcb_evaluation, tcb_advisories,
                http_status, kid, jti, payload_sha256, duration_ms, node, trace_id, judged_at,
                tpm_device, tpm_attestation_key, tpm_clock, tpm_reset_count, tpm_restart_count, tpm_safe,
                tpm_firmware_version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?, ?, ?, ?, ?)""";

    private final DataSource source;

    AuditInsert(DataSource source) {
        this.source = source;
    }

    void write(List<AuditRecord> records) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                durably(connection);
                insert(connection, records);
                connection.commit();
            } catch (SQLException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** AD-01, whatever the server's or the role's default is. */
    private static void durably(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = on");
        }
    }

    private static void insert(Connection connection, List<AuditRecord> records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (AuditRecord record : records) {
                new Row(insert).bind(record);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Binds one record's columns in the order of the statement. */
    private static final class Row {
        private final PreparedStatement insert;
        private int column;

        Row(PreparedStatement insert) {
            this.insert = insert;
        }

        void bind(AuditRecord record) throws SQLException {
            insert.setObject(++column, record.call().tenantId());
            insert.setTimestamp(++column, Timestamp.from(record.run().at()));
            insert.setObject(++column, UUID.randomUUID());
            call(record.call());
            basis(record.basis());
            ruling(record.ruling());
            text(record.token().map(AuditRecord.Token::kid));
            text(record.token().map(AuditRecord.Token::jti));
            octets(record.token().map(AuditRecord.Token::payloadSha256));
            run(record.run());
            insert.setTimestamp(++column, record.basis().judgedAt().map(Timestamp::from).orElse(null));
            tpm(record.ruling().tpm());
        }

        /** TP-18. */
        private void tpm(Optional<AuditRecord.Tpm> tpm) throws SQLException {
            Optional<TpmState> state = tpm.map(AuditRecord.Tpm::state);
            insert.setObject(++column, tpm.flatMap(AuditRecord.Tpm::device).orElse(null), Types.OTHER);
            octets(state.map(TpmState::attestationKey));
            insert.setBigDecimal(++column, state.map(it -> TpmDeviceReading.unsigned(it.clock())).orElse(null));
            insert.setObject(++column, state.map(TpmState::resetCount).orElse(null), Types.BIGINT);
            insert.setObject(++column, state.map(TpmState::restartCount).orElse(null), Types.BIGINT);
            insert.setObject(++column, state.map(TpmState::safe).orElse(null), Types.BOOLEAN);
            insert.setBigDecimal(++column,
                    state.map(it -> TpmDeviceReading.unsigned(it.firmwareVersion())).orElse(null));
        }

        private void call(AuditRecord.Call call) throws SQLException {
            text(call.tenantName());
            text(call.caller());
            text(call.operation().word());
            text(call.type().wireName());
            octets(Optional.of(call.evidenceSha256()));
        }

        private void basis(AuditRecord.Basis basis) throws SQLException {
            insert.setInt(++column, basis.policyVersion());
            octets(Optional.of(basis.policyHash()));
            text(basis.baseline());
            text(basis.anchorSet());
            text(json(basis.collateral()));
        }

        private void ruling(AuditRecord.Ruling ruling) throws SQLException {
            text(ruling.reason().verdict().word());
            text(ruling.reason().code());
            text(ruling.detail());
            octets(ruling.hardwareIdSha256());
            standing(ruling.standing());
            insert.setInt(++column, ruling.httpStatus());
        }

        private void standing(Optional<TcbStanding> standing) throws SQLException {
            text(standing.map(there -> there.result().wireName()));
            insert.setTimestamp(++column, standing.map(there -> Timestamp.from(there.tcbDate())).orElse(null));
            insert.setObject(++column, standing.map(TcbStanding::evaluationNumber).orElse(null), Types.BIGINT);
            insert.setArray(++column, standing.isEmpty()
                    ? null
                    : insert.getConnection().createArrayOf("text", standing.get().advisories().toArray()));
        }

        private void run(AuditRecord.Run run) throws SQLException {
            insert.setLong(++column, run.durationMillis());
            text(run.node());
            text(run.traceId());
        }

        /** why: PostgreSQL's text holds no NUL; nothing from outside may make a record fail (DO-09). */
        private void text(String value) throws SQLException {
            insert.setString(++column, value.replace('\0', '\uFFFD'));
        }

        private void text(Optional<String> value) throws SQLException {
            insert.setString(++column, value.orElse(null));
        }

        private void octets(Optional<Bytes> value) throws SQLException {
            if (value.isPresent())
                insert.setBytes(++column, value.get().toArray());
            else
                insert.setNull(++column, Types.BINARY);
        }

        private static String json(List<AuditRecord.Document> documents) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            documents.forEach(document -> array.add(Json.createObjectBuilder().add("kind", document.kind())
                    .add("subject", document.subject()).add("sha256", document.sha256().toHex())));
            return CanonicalJson.write(array.build());
        }
    }
}
