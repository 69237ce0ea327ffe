package dev.assay.persistence;

import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Verified collateral at rest, content-addressed, apart for each anchor set (CO-10). Plain JDBC: the command line uses it
 * without a server. Needs only {@code INSERT}, {@code SELECT} and, on the pointers, {@code UPDATE}.
 */
public final class CollateralArchive {
    private final DataSource source;

    public CollateralArchive(DataSource source) {
        this.source = source;
    }

    /** What became of a document offered. */
    public enum Admittance {
        /** It is the current one of its key and evaluation number now. */
        STORED,
        /** It was that already. */
        KNOWN,
        /** CO-03: a newer one has been seen; nothing was changed. */
        OLDER_THAN_CURRENT
    }

    /**
     * Stores a document whose signature was verified under the anchor set.
     *
     * @throws StoreException where the database does not answer
     */
    public Admittance put(String anchorSet, ArchivedDocument offered) {
        return putAll(anchorSet, List.of(offered)).getFirst();
    }

    /**
     * Stores such documents together: all or, where the database fails, none.
     *
     * @return what became of each, in the order given
     * @throws StoreException where the database does not answer
     */
    public List<Admittance> putAll(String anchorSet, List<ArchivedDocument> offered) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Admittance> admittances = new ArrayList<>();
                for (ArchivedDocument document : offered)
                    admittances.add(new Put(connection, anchorSet, document).run());
                connection.commit();
                return admittances;
            } catch (SQLException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new StoreException("collateral could not be stored", failed);
        }
    }

    /** The current document of each key, of the highest evaluation number; keys without one are left out. */
    public Map<CollateralKey, ArchivedDocument> find(String anchorSet, Set<CollateralKey> keys) {
        try (Connection connection = source.getConnection()) {
            Map<CollateralKey, ArchivedDocument> found = new HashMap<>();
            for (CollateralKey key : keys) {
                current(connection, anchorSet, key, Optional.empty()).ifPresent(document -> found.put(key, document));
            }
            return found;
        } catch (SQLException failed) {
            throw new StoreException("collateral could not be read", failed);
        }
    }

    /** Documents by digest, whether current or not; keys whose document is not there are left out. */
    public Map<CollateralKey, CollateralDocument> find(String anchorSet, List<AuditRecord.Document> wanted) {
        try (Connection connection = source.getConnection()) {
            Map<CollateralKey, CollateralDocument> found = new HashMap<>();
            for (AuditRecord.Document document : wanted)
                byDigest(connection, anchorSet, document).ifPresent(it -> found.put(it.key(), it));
            return found;
        } catch (SQLException failed) {
            throw new StoreException("collateral could not be read", failed);
        }
    }

    private static Optional<CollateralDocument> byDigest(Connection connection, String anchorSet,
            AuditRecord.Document wanted) throws SQLException {
        CollateralKey key = new CollateralKey(CollateralKind.valueOf(wanted.kind()), wanted.subject());
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT * FROM assay.collateral WHERE anchor_set = ? AND kind = ? AND subject = ? AND digest = ?""")) {
            bind(query, anchorSet, key);
            query.setBytes(4, wanted.sha256().toArray());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(rows).document()) : Optional.empty();
            }
        }
    }

    /** The newest document of each key that was issued by an instant; keys without one are left out. */
    public Map<CollateralKey, ArchivedDocument> find(String anchorSet, Set<CollateralKey> keys, Instant issuedBy) {
        try (Connection connection = source.getConnection(); PreparedStatement query = connection.prepareStatement("""
                SELECT * FROM assay.collateral
                WHERE anchor_set = ? AND kind = ? AND subject = ? AND issue_date <= ?
                ORDER BY evaluation_number DESC, issue_date DESC, issue_number DESC LIMIT 1""")) {
            Map<CollateralKey, ArchivedDocument> found = new HashMap<>();
            for (CollateralKey key : keys) {
                bind(query, anchorSet, key);
                query.setTimestamp(4, timestamp(issuedBy));
                try (ResultSet rows = query.executeQuery()) {
                    if (rows.next())
                        found.put(key, read(rows));
                }
            }
            return found;
        } catch (SQLException failed) {
            throw new StoreException("collateral could not be read", failed);
        }
    }

    static Optional<ArchivedDocument> current(Connection connection, String anchorSet, CollateralKey key,
            Optional<Long> evaluationNumber) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT c.* FROM assay.collateral_current p
                JOIN assay.collateral c USING (anchor_set, kind, subject, digest)
                WHERE p.anchor_set = ? AND p.kind = ? AND p.subject = ?
                  AND p.evaluation_number = coalesce(?, p.evaluation_number)
                ORDER BY p.evaluation_number DESC LIMIT 1""")) {
            bind(query, anchorSet, key);
            query.setObject(4, evaluationNumber.orElse(null), Types.BIGINT);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    static void bind(PreparedStatement statement, String anchorSet, CollateralKey key) throws SQLException {
        statement.setString(1, anchorSet);
        statement.setString(2, key.kind().name());
        statement.setString(3, key.subject());
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }

    private static ArchivedDocument read(ResultSet rows) throws SQLException {
        CollateralKey key = new CollateralKey(CollateralKind.valueOf(rows.getString("kind")),
                rows.getString("subject"));
        CollateralDocument document = new CollateralDocument(key, octets(rows, "content"),
                octets(rows, "issuer_chain"));
        return new ArchivedDocument(document, new ArchivedDocument.Dates(instant(rows, "issue_date"),
                instant(rows, "next_update"), instant(rows, "fetched_at")), rows.getLong("evaluation_number"),
                rows.getBigDecimal("issue_number").toBigIntegerExact(), rows.getString("source"));
    }

    private static Bytes octets(ResultSet rows, String column) throws SQLException {
        return Bytes.copyOf(rows.getBytes(column));
    }

    private static Instant instant(ResultSet rows, String column) throws SQLException {
        return rows.getTimestamp(column).toInstant();
    }

    /** One document's way into the archive, in one transaction. */
    private record Put(Connection connection, String anchorSet, ArchivedDocument offered) {
        Admittance run() throws SQLException {
            takeTurns();
            Optional<ArchivedDocument> current = current(connection, anchorSet, offered.document().key(),
                    Optional.of(offered.evaluationNumber()));
            if (current.isPresent() && same(current.get()))
                return Admittance.KNOWN;
            // CO-03, per key and evaluation number.
            if (current.isPresent() && older(current.get()))
                return Admittance.OLDER_THAN_CURRENT;
            insert();
            point();
            return Admittance.STORED;
        }

        private boolean same(ArchivedDocument current) {
            return current.document().content().equals(offered.document().content());
        }

        private boolean older(ArchivedDocument current) {
            return offered.dates().issueDate().isBefore(current.dates().issueDate())
                    || offered.issueNumber().compareTo(current.issueNumber()) < 0;
        }

        /** why: without it two nodes could each find the other's document absent and the older one be pointed to last. */
        private void takeTurns() throws SQLException {
            try (PreparedStatement lock = connection
                    .prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
                CollateralKey key = offered.document().key();
                lock.setString(1, "collateral/" + anchorSet + "/" + key.kind() + "/" + key.subject());
                lock.execute();
            }
        }

        private void insert() throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO assay.collateral (anchor_set, kind, subject, digest, content, issuer_chain, source,
                        evaluation_number, issue_number, issue_date, next_update, fetched_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
                CollateralDocument document = offered.document();
                bind(insert, anchorSet, document.key());
                insert.setBytes(4, document.digest().toArray());
                insert.setBytes(5, document.content().toArray());
                insert.setBytes(6, document.issuerChain().toArray());
                insert.setString(7, offered.source());
                insert.setLong(8, offered.evaluationNumber());
                insert.setBigDecimal(9, new BigDecimal(offered.issueNumber()));
                insert.setTimestamp(10, timestamp(offered.dates().issueDate()));
                insert.setTimestamp(11, timestamp(offered.dates().nextUpdate()));
                insert.setTimestamp(12, timestamp(offered.dates().fetchedAt()));
                insert.executeUpdate();
            }
        }

        private void point() throws SQLException {
            try (PreparedStatement upsert = connection.prepareStatement("""
                    INSERT INTO assay.collateral_current (anchor_set, kind, subject, digest, evaluation_number)
                    VALUES (?, ?, ?, ?, ?) ON CONFLICT (anchor_set, kind, subject, evaluation_number)
                    DO UPDATE SET digest = excluded.digest""")) {
                bind(upsert, anchorSet, offered.document().key());
                upsert.setBytes(4, offered.document().digest().toArray());
                upsert.setLong(5, offered.evaluationNumber());
                upsert.executeUpdate();
            }
        }
    }
}
