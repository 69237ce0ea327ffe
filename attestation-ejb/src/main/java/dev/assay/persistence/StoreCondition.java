package dev.assay.persistence;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** How the database stands: reachable, of a schema we know, its clock, and with audit partitions ahead. */
public final class StoreCondition {
    /** The last migration this code was written for; a newer schema still serves it (TE-08). */
    public static final int SCHEMA_VERSION = 22;
    private static final int MONTHS_AHEAD = 3;

    private final DataSource source;

    public StoreCondition(DataSource source) {
        this.source = source;
    }

    public int schemaVersion() {
        return ask("SELECT assay.schema_version()", rows -> rows.getInt(1));
    }

    /** The database's clock, for comparison with ours (CO-09). */
    public Instant clock() {
        return ask("SELECT extract(epoch FROM clock_timestamp()) * 1000", rows -> Instant.ofEpochMilli(
                rows.getBigDecimal(1).longValue()));
    }

    /** Makes this month's partition and those of the next three where missing; how many it made. */
    public int ensureAuditPartitions(Instant at) {
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        try (Connection connection = source.getConnection();
                PreparedStatement call = connection
                        .prepareStatement("SELECT assay.ensure_audit_partitions(?, ?)")) {
            call.setDate(1, Date.valueOf(today.withDayOfMonth(1)));
            call.setInt(2, MONTHS_AHEAD + 1);
            return first(call, rows -> rows.getInt(1));
        } catch (SQLException failed) {
            throw new StoreException("audit partitions could not be made", failed);
        }
    }

    /** Reads one column of one row. */
    @FunctionalInterface
    private interface Column<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String sql, Column<T> column) {
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            return first(query, column);
        } catch (SQLException failed) {
            throw new StoreException("the database did not answer", failed);
        }
    }

    private static <T> T first(PreparedStatement query, Column<T> column) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            rows.next();
            return column.read(rows);
        }
    }
}
