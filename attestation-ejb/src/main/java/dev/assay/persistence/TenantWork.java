package dev.assay.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Work for one tenant in one transaction of its own, by plain JDBC; never within a transaction of the container's. */
record TenantWork(DataSource source) {
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** @throws StoreException with that sentence, where the database does not do it; nothing is changed then */
    <T> T in(UUID tenant, String failure, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                enter(connection, tenant);
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new StoreException(failure, failed);
        }
    }

    private static void enter(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SELECT set_config('assay.tenant', ?, true)")) {
            set.setString(1, tenant.toString());
            set.execute();
        }
    }

    /** Runs a statement whose parameters are these, in their order; how many rows it changed. */
    static int change(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int index = 0; index < parameters.length; index++)
            statement.setObject(index + 1, parameters[index]);
    }
}
