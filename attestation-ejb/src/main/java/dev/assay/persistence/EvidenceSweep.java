package dev.assay.persistence;

import dev.assay.tenant.Quotas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Deletes kept evidence that is to be gone, the oldest first, a few at a time; and what has no use without it. */
record EvidenceSweep(TenantWork work) {
    private static final int CHUNK = 1_000;
    /** So that one tenant's heap does not keep others' waiting: what is left is due in the next round. */
    private static final int CHUNKS = 100;

    List<UUID> due(Instant at) {
        try (Connection connection = work.source().getConnection();
                PreparedStatement query = connection
                        .prepareStatement("SELECT tenant_id FROM assay.evidence_agenda(?)")) {
            TenantWork.bind(query, Timestamp.from(at));
            try (ResultSet rows = query.executeQuery()) {
                List<UUID> tenants = new ArrayList<>();
                while (rows.next())
                    tenants.add(rows.getObject(1, UUID.class));
                return tenants;
            }
        } catch (SQLException failed) {
            throw new StoreException("what is to be swept could not be read", failed);
        }
    }

    int sweep(UUID tenant, Instant at) {
        int gone = 0;
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            int deleted = work.in(tenant, "kept evidence could not be deleted",
                    connection -> expired(connection, tenant, at));
            gone += deleted;
            if (deleted < CHUNK)
                break;
        }
        work.in(tenant, "what belongs to kept evidence could not be deleted", connection -> rest(connection, tenant,
                at));
        return gone;
    }

    /** Of one that keeps nothing, all are. */
    private static int expired(Connection connection, UUID tenant, Instant at) throws SQLException {
        lock(connection, tenant);
        return delete(connection, tenant, """
                SELECT kept_id FROM assay.kept_appraisal k
                JOIN assay.tenant t USING (tenant_id)
                WHERE tenant_id = ? AND (t.keep_evidence_days IS NULL
                    OR k.recorded_at < ?::timestamptz - make_interval(days => t.keep_evidence_days))
                ORDER BY recorded_at, kept_id LIMIT ?""", tenant, Timestamp.from(at), CHUNK);
    }

    private static int rest(Connection connection, UUID tenant, Instant at) throws SQLException {
        lock(connection, tenant);
        trim(connection, tenant, room(connection, tenant));
        TpmStatements.sweep(connection, tenant);
        TenantWork.change(connection,
                """
                        DELETE FROM assay.evidence_key e WHERE tenant_id = ? AND created_at < ?::timestamptz - interval '31 days'
                            AND NOT EXISTS (SELECT FROM assay.kept_appraisal k
                                WHERE k.tenant_id = e.tenant_id AND k.key_number = e.number)""",
                tenant, Timestamp.from(at));
        return TenantWork.change(connection, """
                DELETE FROM assay.policy_impact
                WHERE tenant_id = ? AND started_at < ?::timestamptz - interval '1 day'""", tenant, Timestamp.from(at));
    }

    private static long room(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT coalesce(stored_evidence_bytes, ?) FROM assay.tenant WHERE tenant_id = ?")) {
            TenantWork.bind(query, Quotas.EVIDENCE_BYTES, tenant);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** why: whoever adds locks it first, so that the sum stays that of the rows and of the statements beside them. */
    private static void lock(Connection connection, UUID tenant) throws SQLException {
        octets(connection, tenant);
    }

    private static long octets(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT octets FROM assay.evidence_usage WHERE tenant_id = ? FOR UPDATE")) {
            TenantWork.bind(query, tenant);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Deletes the oldest, each with what belongs to it alone, until the rest takes no more than that. */
    static void trim(Connection connection, UUID tenant, long octets) throws SQLException {
        for (long excess = octets(connection, tenant) - octets; excess > 0; excess = octets(connection, tenant)
                - octets) {
            int gone = delete(connection, tenant, """
                    SELECT kept_id FROM (SELECT kept_id,
                            sum(octet_length(box)) OVER (ORDER BY recorded_at, kept_id) - octet_length(box) AS before
                        FROM (SELECT * FROM assay.kept_appraisal WHERE tenant_id = ?
                            ORDER BY recorded_at, kept_id LIMIT ?) oldest) summed
                    WHERE before < ?""", tenant, CHUNK, excess);
            if (gone == 0)
                return;
            TpmStatements.sweep(connection, tenant);
        }
    }

    /** @param ids selects which; the usage is changed by what they take */
    private static int delete(Connection connection, UUID tenant, String ids, Object... parameters)
            throws SQLException {
        String sql = "WITH due AS (" + ids + """
                ), gone AS (DELETE FROM assay.kept_appraisal k USING due
                    WHERE k.tenant_id = ? AND k.kept_id = due.kept_id RETURNING octet_length(k.box) AS size)
                UPDATE assay.evidence_usage SET octets = octets - (SELECT coalesce(sum(size), 0) FROM gone),
                    appraisals = appraisals - (SELECT count(*) FROM gone)
                WHERE tenant_id = ? RETURNING (SELECT count(*) FROM gone)""";
        Object[] all = new Object[parameters.length + 2];
        System.arraycopy(parameters, 0, all, 0, parameters.length);
        all[parameters.length] = tenant;
        all[parameters.length + 1] = tenant;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            TenantWork.bind(statement, all);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }
}
