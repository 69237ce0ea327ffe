package dev.assay.persistence;

import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import dev.assay.collateral.CollateralSet;
import dev.assay.impact.KeptAppraisal;
import dev.assay.tenant.Endorsements;
import dev.assay.tenant.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** A tenant's own statements on TPMs: as they are now, and as they were when kept evidence was judged by them. */
public final class TpmStatements implements Endorsements {
    private static final String UNKNOWN = "the tenant knows no device with this attestation key";

    private final TenantWork work;
    private final TpmTrustReading trust = new TpmTrustReading();

    public TpmStatements(DataSource source) {
        this.work = new TenantWork(source);
    }

    @Override
    public CollateralSet find(Tenant tenant, Set<CollateralKey> keys) {
        return work.in(tenant.id(), "what the tenant states of TPMs could not be read", connection -> {
            Map<CollateralKey, CollateralDocument> found = new HashMap<>();
            Map<CollateralKey, String> absent = new HashMap<>();
            for (CollateralKey key : keys)
                document(connection, tenant.id(), key).ifPresentOrElse(document -> found.put(key, document),
                        () -> absent.put(key, UNKNOWN));
            return new CollateralSet(found, absent);
        });
    }

    /** Whom the tenant trusts now. */
    public TpmAuthorities authorities(Tenant tenant) {
        return work.in(tenant.id(), "authorities could not be read",
                connection -> trust.read(connection, tenant.id()).statement());
    }

    private Optional<CollateralDocument> document(Connection connection, UUID tenant, CollateralKey key)
            throws SQLException {
        return switch (key.kind()) {
            case TPM_AUTHORITIES -> Optional.of(trust.read(connection, tenant).document());
            case TPM_DEVICE -> TpmDeviceReading.byKey(connection, tenant, Bytes.hex(key.subject()))
                    .map(stored -> new CollateralDocument(key, stored.device().document(), Bytes.EMPTY));
            case TCB_INFO, QE_IDENTITY, PCK_CRL, ROOT_CA_CRL -> Optional.empty();
        };
    }

    /** As they were, by digest; those that are not kept are left out. */
    public Map<CollateralKey, CollateralDocument> kept(UUID tenant, List<AuditRecord.Document> wanted) {
        return work.in(tenant, "kept statements could not be read", connection -> {
            Map<CollateralKey, CollateralDocument> found = new HashMap<>();
            for (AuditRecord.Document document : wanted) {
                CollateralKey key = new CollateralKey(CollateralKind.valueOf(document.kind()), document.subject());
                kept(connection, tenant, document.sha256())
                        .ifPresent(content -> found.put(key, new CollateralDocument(key, content, Bytes.EMPTY)));
            }
            return found;
        });
    }

    private static Optional<Bytes> kept(Connection connection, UUID tenant, Bytes sha256) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT content FROM assay.tpm_statement WHERE tenant_id = ? AND sha256 = ?")) {
            TenantWork.bind(query, tenant, sha256.toArray());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(Bytes.copyOf(row.getBytes(1))) : Optional.empty();
            }
        }
    }

    /**
     * Beside the appraisals that are kept with them, in their transaction.
     *
     * @return the octets of those that were not kept before: each counts once
     */
    static long keep(Connection connection, List<KeptAppraisal> kept) throws SQLException {
        // why in this order: two nodes that write the same ones do not wait for each other crosswise.
        Map<String, Use> uses = new TreeMap<>();
        kept.forEach(appraisal -> appraisal.statements().forEach(document -> uses.merge(document.digest().toHex(),
                new Use(appraisal.place().tenant(), document, appraisal.place().at()), Use::later)));
        long octets = 0;
        for (Use use : uses.values())
            octets += use.note(connection);
        return octets;
    }

    /** @param at of the newest appraisal it belongs to */
    private record Use(UUID tenant, CollateralDocument document, Instant at) {
        Use later(Use other) {
            return at.isBefore(other.at) ? other : this;
        }

        /** @return its octets where it is new; why not sent else: it may have 5 MiB, and is nearly always there */
        long note(Connection connection) throws SQLException {
            int there = TenantWork.change(connection, """
                    UPDATE assay.tpm_statement SET last_used = greatest(last_used, ?)
                    WHERE tenant_id = ? AND sha256 = ?""", Timestamp.from(at), tenant, document.digest().toArray());
            if (there == 1)
                return 0;
            return document.content().length() * (long) TenantWork.change(connection, """
                    INSERT INTO assay.tpm_statement (tenant_id, sha256, content, last_used) VALUES (?, ?, ?, ?)
                    ON CONFLICT (tenant_id, sha256) DO NOTHING""", tenant, document.digest().toArray(),
                    document.content().toArray(), Timestamp.from(at));
        }
    }

    /** Deletes those that no kept appraisal is left for: what is kept goes oldest first. */
    static void sweep(Connection connection, UUID tenant) throws SQLException {
        TenantWork.change(connection, """
                WITH gone AS (DELETE FROM assay.tpm_statement WHERE tenant_id = ? AND last_used < coalesce(
                        (SELECT min(recorded_at) FROM assay.kept_appraisal WHERE tenant_id = ?), 'infinity')
                    RETURNING octet_length(content) AS size)
                UPDATE assay.evidence_usage
                SET octets = greatest(0, octets - (SELECT coalesce(sum(size), 0) FROM gone))
                WHERE tenant_id = ?""", tenant, tenant, tenant);
    }
}
