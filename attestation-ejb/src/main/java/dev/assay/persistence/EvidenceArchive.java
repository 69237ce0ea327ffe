package dev.assay.persistence;

import dev.assay.evidence.AttestationType;
import dev.assay.impact.KeptAppraisal;
import dev.assay.impact.Window;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.tenant.Quotas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The inputs of recorded appraisals, each tenant's under its own key and within its quota: where the room is spent, the
 * oldest make place. Plain JDBC in transactions of its own.
 */
public final class EvidenceArchive {
    /** Inputs are smaller than the largest body there is. */
    private static final int LARGEST = (1 << 20) + 1024;
    /** Of TPMs, whose logs are long. */
    private static final int LARGEST_TPM = (16 << 20) + 1024;

    private final TenantWork work;
    private final KeptRows rows;

    public EvidenceArchive(DataSource source, KeyEncryptionKey kek) {
        this.work = new TenantWork(source);
        this.rows = new KeptRows(kek);
    }

    /**
     * Stores what a tenant keeps now; nothing where it keeps none any more.
     *
     * @return how many were stored
     * @throws StoreException where the database does not answer
     */
    public int keep(UUID tenant, List<KeptAppraisal> wanted, Instant at) {
        return work.in(tenant, "evidence could not be kept", connection -> {
            // why: nobody waits for it, and what a crash loses is counted as not kept.
            TenantWork.change(connection, "SET LOCAL synchronous_commit = off");
            Optional<Long> room = room(connection, tenant);
            return room.isEmpty() ? 0 : store(connection, tenant, wanted, new Bound(at, room.get()));
        });
    }

    private record Bound(Instant at, long octets) {}

    /** Empty where the tenant keeps nothing. */
    private static Optional<Long> room(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT coalesce(stored_evidence_bytes, ?) FROM assay.tenant
                WHERE tenant_id = ? AND keep_evidence_days IS NOT NULL AND state <> 'deleted'""")) {
            TenantWork.bind(query, Quotas.EVIDENCE_BYTES, tenant);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    private int store(Connection connection, UUID tenant, List<KeptAppraisal> wanted, Bound bound)
            throws SQLException {
        List<KeptRows.Sealed> sealed = rows.seal(connection, tenant, wanted, bound.at()).stream()
                .filter(row -> row.octets() <= Math.min(bound.octets(), largest(row.kept()))).toList();
        long octets = sealed.stream().mapToLong(KeptRows.Sealed::octets).sum();
        // why first: its row's lock has nodes that write for one tenant take turns.
        TenantWork.change(connection, """
                INSERT INTO assay.evidence_usage AS u (tenant_id, octets, appraisals) VALUES (?, ?, ?)
                ON CONFLICT (tenant_id) DO UPDATE SET octets = u.octets + excluded.octets,
                    appraisals = u.appraisals + excluded.appraisals""", tenant, octets, sealed.size());
        KeptRows.insert(connection, sealed);
        long beside = TpmStatements.keep(connection, sealed.stream().map(KeptRows.Sealed::kept).toList());
        if (beside > 0)
            TenantWork.change(connection, "UPDATE assay.evidence_usage SET octets = octets + ? WHERE tenant_id = ?",
                    beside, tenant);
        EvidenceSweep.trim(connection, tenant, bound.octets());
        return sealed.size();
    }

    private static int largest(KeptAppraisal kept) {
        return switch (kept.request().type()) {
            case SGX_ENCLAVE, OPEN_ENCLAVE -> LARGEST;
            case TPM -> LARGEST_TPM;
        };
    }

    /** What a window comes to. */
    public Window.Stock stock(UUID tenant, AttestationType type, Window window) {
        return work.in(tenant, "kept evidence could not be counted",
                connection -> new EvidenceStock(connection, tenant, type).count(window));
    }

    /** A kept appraisal, or where there is one that does not open. @param next where to go on */
    public record Entry(Mark next, Optional<KeptAppraisal> kept) {}

    /** Place of a row in the order of replay. */
    public record Mark(Timestamp at, UUID id) {
        /** Before the newest. */
        public static Mark start(Instant to) {
            return new Mark(Timestamp.from(to), new UUID(-1L, -1L));
        }
    }

    /** So many from the one after a mark, newest first. @param from no older ones than of then */
    public List<Entry> page(UUID tenant, AttestationType type, Instant from, Mark after, int size) {
        return work.in(tenant, "kept evidence could not be read", connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    SELECT * FROM assay.kept_appraisal
                    WHERE tenant_id = ? AND attestation_type = ? AND recorded_at >= ?
                      AND (recorded_at, kept_id) < (?, ?)
                    ORDER BY recorded_at DESC, kept_id DESC LIMIT ?""")) {
                TenantWork.bind(query, tenant, type.wireName(), Timestamp.from(from), after.at(), after.id(), size);
                try (ResultSet found = query.executeQuery()) {
                    return rows.open(connection, tenant, found).stream()
                            .map(row -> new Entry(new Mark(row.at(), row.id()), row.kept())).toList();
                }
            }
        });
    }

    /** Tenants with something to sweep, 100 at most. */
    public List<UUID> due(Instant at) {
        return new EvidenceSweep(work).due(at);
    }

    /** Deletes what a tenant keeps no longer: by time, by room, or because it keeps nothing; how many appraisals. */
    public int sweep(UUID tenant, Instant at) {
        return new EvidenceSweep(work).sweep(tenant, at);
    }
}
