package dev.assay.persistence;

import dev.assay.evidence.AttestationType;
import dev.assay.impact.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Counts what a window holds, within the transaction at hand, whose tenant is set. */
record EvidenceStock(Connection connection, UUID tenant, AttestationType type) {
    Window.Stock count(Window window) throws SQLException {
        Optional<Instant> from = window.from().isPresent() ? window.from() : oldest(window);
        if (from.isEmpty())
            return Window.Stock.none(window);
        long kept = count("SELECT 1 FROM assay.kept_appraisal WHERE TRUE", from.get(), window.to());
        long recorded = count("SELECT 1 FROM assay.audit_record WHERE operation = 'attest'"
                + " AND verdict IN ('permit', 'deny')", from.get(), window.to());
        return new Window.Stock(from.get(), window.to(), recorded, kept, Math.min(kept, window.most()));
    }

    /** Of the newest that are to be replayed. */
    private Optional<Instant> oldest(Window window) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT min(recorded_at) FROM (SELECT recorded_at FROM assay.kept_appraisal
                    WHERE tenant_id = ? AND attestation_type = ? AND recorded_at <= ?
                    ORDER BY recorded_at DESC, kept_id DESC LIMIT ?) newest""")) {
            TenantWork.bind(query, tenant, type.wireName(), Timestamp.from(window.to()), window.most());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
            }
        }
    }

    private long count(String rows, Instant from, Instant to) throws SQLException {
        String sql = "SELECT count(*) FROM (" + rows
                + " AND tenant_id = ? AND attestation_type = ? AND recorded_at BETWEEN ? AND ? LIMIT ?) counted";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            TenantWork.bind(query, tenant, type.wireName(), Timestamp.from(from), Timestamp.from(to),
                    Window.COUNTED);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
