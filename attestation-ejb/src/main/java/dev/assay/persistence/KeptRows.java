package dev.assay.persistence;

import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.impact.KeptAppraisal;
import dev.assay.impact.KeptInput;
import dev.assay.json.CanonicalJson;
import dev.assay.json.StrictJson;
import dev.assay.signing.DataKey;
import dev.assay.signing.KeyEncryptionKey;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Kept appraisals as rows: encrypted on their way in, and opened on their way out. */
final class KeptRows {
    private static final String INSERT = """
            INSERT INTO assay.kept_appraisal (tenant_id, kept_id, attestation_type, recorded_at, key_number, nonce, box,
                collateral, policy_version, policy_hash, baseline, anchor_set, reason, jti, trace_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)""";

    private final EvidenceKeys keys;

    KeptRows(KeyEncryptionKey kek) {
        this.keys = new EvidenceKeys(kek);
    }

    /** One about to be stored. */
    record Sealed(KeptAppraisal kept, int key, DataKey.Sealed box) {
        int octets() {
            return box.box().length();
        }
    }

    List<Sealed> seal(Connection connection, UUID tenant, List<KeptAppraisal> wanted, Instant at)
            throws SQLException {
        EvidenceKeys.Numbered key = keys.current(connection, tenant, at);
        return wanted.stream().map(kept -> new Sealed(kept, key.number(), key.key().seal(
                new KeptInput(kept.request(), kept.place().at()).write(),
                bound(tenant, kept.place().id(), kept.request().type().wireName(), key.number())))).toList();
    }

    /** KM-01: whose, which and of what type, so that a row moved elsewhere does not open. */
    private static Bytes bound(UUID tenant, UUID id, String type, int key) {
        return Bytes.utf8(tenant + "|" + id + "|" + type + "|" + key + "|1|kept-appraisal");
    }

    static void insert(Connection connection, List<Sealed> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Sealed row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, Sealed row) throws SQLException {
        KeptAppraisal kept = row.kept();
        AuditRecord.Basis basis = kept.basis();
        TenantWork.bind(insert, kept.place().tenant(), kept.place().id(), kept.request().type().wireName(),
                Timestamp.from(kept.place().at()), row.key(), row.box().nonce().toArray(), row.box().box().toArray(),
                json(basis.collateral()), basis.policyVersion(), basis.policyHash().toArray(), basis.baseline(),
                basis.anchorSet(), kept.reason().code(), kept.link().jti().orElse(null), kept.link().traceId());
    }

    private static String json(List<AuditRecord.Document> documents) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        documents.forEach(document -> array.add(Json.createObjectBuilder().add("kind", document.kind())
                .add("subject", document.subject()).add("sha256", document.sha256().toHex())));
        return CanonicalJson.write(array.build());
    }

    /** A row as read. @param kept empty where it does not open */
    record Opened(UUID id, Timestamp at, Optional<KeptAppraisal> kept) {}

    List<Opened> open(Connection connection, UUID tenant, ResultSet rows) throws SQLException {
        List<Opened> opened = new ArrayList<>();
        while (rows.next())
            opened.add(open(connection, tenant, rows.getObject("kept_id", UUID.class), rows));
        return opened;
    }

    private Opened open(Connection connection, UUID tenant, UUID id, ResultSet row) throws SQLException {
        AttestationType type = AttestationType.named(row.getString("attestation_type")).orElseThrow();
        int number = row.getInt("key_number");
        DataKey.Sealed box = new DataKey.Sealed(Bytes.copyOf(row.getBytes("nonce")),
                Bytes.copyOf(row.getBytes("box")));
        Optional<KeptInput> input = keys.find(connection, tenant, number)
                .flatMap(key -> key.open(box, bound(tenant, id, type.wireName(), number)))
                .flatMap(plain -> input(type, plain));
        Facts facts = facts(row);
        return new Opened(id, row.getTimestamp("recorded_at"), input.flatMap(it -> facts.reason()
                .map(reason -> new KeptAppraisal(new KeptAppraisal.Place(tenant, id, it.at()), it.request(),
                        facts.basis(), reason, facts.link()))));
    }

    private static Optional<KeptInput> input(AttestationType type, Bytes plain) {
        try {
            return Optional.of(KeptInput.read(type, plain));
        } catch (MalformedException another) {
            return Optional.empty();
        }
    }

    /** What is not encrypted. */
    private record Facts(AuditRecord.Basis basis, Optional<Reason> reason, KeptAppraisal.Link link) {}

    private static Facts facts(ResultSet row) throws SQLException {
        String code = row.getString("reason");
        return new Facts(new AuditRecord.Basis(row.getInt("policy_version"),
                Bytes.copyOf(row.getBytes("policy_hash")), row.getString("baseline"), row.getString("anchor_set"),
                documents(row.getString("collateral"))),
                Arrays.stream(Reason.values()).filter(reason -> reason.code().equals(code)).findFirst(),
                new KeptAppraisal.Link(Optional.ofNullable(row.getString("jti")), row.getString("trace_id")));
    }

    private static List<AuditRecord.Document> documents(String json) {
        JsonArray array = StrictJson.object("collateral", Bytes.utf8("{\"d\":" + json + "}")).getJsonArray("d");
        return array.getValuesAs(JsonObject.class).stream()
                .map(each -> new AuditRecord.Document(each.getString("kind"), each.getString("subject"),
                        Bytes.hex(each.getString("sha256"))))
                .toList();
    }
}
