package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.tenant.TenantChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Keys of TPMs that tenants refuse whoever certified them (TP-10); each method one short transaction, each change with the
 * record of it. Plain JDBC in transactions of its own.
 */
public final class TpmDeniedKeyRows {
    /** How many a tenant may have. */
    public static final int MOST = 256;

    private final TenantWork work;

    /** @param sha256 of the key's DER SubjectPublicKeyInfo. @param subject who, by a bearer token of {@code issuer} */
    public record Denied(Bytes sha256, String subject, String issuer, Instant at) {}

    public TpmDeniedKeyRows(DataSource source) {
        this.work = new TenantWork(source);
    }

    /** By digest. */
    public List<Denied> list(UUID tenant) {
        return work.in(tenant, "denied keys could not be read", connection -> list(connection, tenant));
    }

    private static List<Denied> list(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT key_sha256, subject, issuer, denied_at FROM assay.tpm_denied_key
                WHERE tenant_id = ? ORDER BY key_sha256""")) {
            TenantWork.bind(query, tenant);
            try (ResultSet rows = query.executeQuery()) {
                List<Denied> found = new ArrayList<>();
                while (rows.next())
                    found.add(new Denied(Bytes.copyOf(rows.getBytes(1)), rows.getString(2), rows.getString(3),
                            rows.getTimestamp(4).toInstant()));
                return found;
            }
        }
    }

    /**
     * Makes the list this one; keys that stay keep who denied them.
     *
     * @param allowing whether keys may be taken off it
     * @return the list then; empty, and nothing is changed, where one would be taken off and none may
     */
    public Optional<List<Denied>> replace(UUID tenant, Set<Bytes> wanted, boolean allowing, TenantChange by) {
        return work.in(tenant, "denied keys could not be stored", connection -> {
            lock(connection, tenant);
            Set<Bytes> there = list(connection, tenant).stream().map(Denied::sha256).collect(Collectors.toSet());
            if (!allowing && !wanted.containsAll(there))
                return Optional.empty();
            for (Bytes key : wanted) {
                if (!there.contains(key))
                    deny(connection, tenant, key, by);
            }
            for (Bytes key : there) {
                if (!wanted.contains(key))
                    allow(connection, tenant, key, by);
            }
            return Optional.of(list(connection, tenant));
        });
    }

    /** One change of a tenant's after the other. */
    private static void lock(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement lock = connection
                .prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "tpm-denied-key/" + tenant);
            lock.execute();
        }
    }

    private static void deny(Connection connection, UUID tenant, Bytes key, TenantChange by) throws SQLException {
        TenantWork.change(connection, """
                INSERT INTO assay.tpm_denied_key (tenant_id, key_sha256, subject, issuer, denied_at)
                VALUES (?, ?, ?, ?, ?)""", tenant, key.toArray(), by.subject(), by.issuer(), Timestamp.from(by.at()));
        record(connection, tenant, key, "denied", by);
    }

    private static void allow(Connection connection, UUID tenant, Bytes key, TenantChange by) throws SQLException {
        TenantWork.change(connection, "DELETE FROM assay.tpm_denied_key WHERE tenant_id = ? AND key_sha256 = ?",
                tenant, key.toArray());
        record(connection, tenant, key, "allowed", by);
    }

    private static void record(Connection connection, UUID tenant, Bytes key, String operation, TenantChange by)
            throws SQLException {
        TenantWork.change(connection, """
                INSERT INTO assay.tpm_denied_key_event (tenant_id, event_id, operation, key_sha256, subject, issuer,
                    trace_id, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", tenant, UUID.randomUUID(), operation,
                key.toArray(), by.subject(), by.issuer(), by.traceId(), Timestamp.from(by.at()));
    }
}
