package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.signing.DataKey;
import dev.assay.signing.KeyEncryptionKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The keys tenants' kept appraisals are encrypted under, made at the first need and followed by another in time. */
final class EvidenceKeys {
    /** why: random nonces of 96 bits serve 2^32 rows of a key (NIST SP 800-38D 8.3), and old evidence leaves with its key. */
    private static final Duration IN_USE = Duration.ofDays(30);
    private static final int OPEN = 1_024;

    private final KeyEncryptionKey kek;
    private final Map<Name, DataKey> open = StoredKeyRing.recent(OPEN);

    /** @param nonce of the wrapped key: a number can come again once its key was deleted */
    private record Name(UUID tenant, int number, Bytes nonce) {}

    /** A key and what it is called. */
    record Numbered(int number, DataKey key) {}

    private record Row(int number, DataKey.Wrapped wrapped, Instant created) {}

    EvidenceKeys(KeyEncryptionKey kek) {
        this.kek = kek;
    }

    /** What is to be encrypted under now. */
    Numbered current(Connection connection, UUID tenant, Instant at) throws SQLException {
        Optional<Row> newest = newest(connection, tenant);
        if (newest.isEmpty() || !newest.get().created().isAfter(at.minus(IN_USE))) {
            make(connection, tenant, newest.map(Row::number).orElse(0) + 1, at);
            newest = newest(connection, tenant);
        }
        return new Numbered(newest.orElseThrow().number(), opened(tenant, newest.orElseThrow()));
    }

    /** Empty where it was deleted. */
    Optional<DataKey> find(Connection connection, UUID tenant, int number) throws SQLException {
        return read(connection, "WHERE tenant_id = ? AND number = ?", tenant, number)
                .map(row -> opened(tenant, row));
    }

    private static Optional<Row> newest(Connection connection, UUID tenant) throws SQLException {
        return read(connection, "WHERE tenant_id = ? ORDER BY number DESC LIMIT 1", tenant);
    }

    private DataKey opened(UUID tenant, Row row) {
        return open.computeIfAbsent(new Name(tenant, row.number(), row.wrapped().key().nonce()),
                name -> kek.open(tenant, row.number(), row.wrapped()));
    }

    /** why no failure on conflict: of two nodes one makes it, and both use it. */
    private void make(Connection connection, UUID tenant, int number, Instant at) throws SQLException {
        DataKey.Wrapped fresh = kek.newDataKey(tenant, number);
        TenantWork.change(connection, """
                INSERT INTO assay.evidence_key (tenant_id, number, nonce, wrapped, kek_check, created_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", tenant, number,
                fresh.key().nonce().toArray(), fresh.key().box().toArray(), fresh.kekCheck(), Timestamp.from(at));
    }

    private static Optional<Row> read(Connection connection, String where, Object... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT number, nonce, wrapped, kek_check, created_at FROM assay.evidence_key " + where)) {
            TenantWork.bind(query, parameters);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(row(rows)) : Optional.empty();
            }
        }
    }

    private static Row row(ResultSet rows) throws SQLException {
        DataKey.Sealed sealed = new DataKey.Sealed(Bytes.copyOf(rows.getBytes("nonce")),
                Bytes.copyOf(rows.getBytes("wrapped")));
        return new Row(rows.getInt("number"), new DataKey.Wrapped(sealed, rows.getString("kek_check")),
                rows.getTimestamp("created_at").toInstant());
    }
}
