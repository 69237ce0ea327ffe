package dev.assay.web;

import dev.assay.emulator.Installation;
import dev.assay.identity.SecretHash;
import dev.assay.emulator.pcs.PcsSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Starts what the server needs before the server: a migrated PostgreSQL with an installation's three users, and an
 * emulated platform with its collateral source for the tenant {@code demo}.
 */
public final class DatabaseFirst implements LoadableExtension {
    static final EmulatedPlatform PLATFORM = EmulatedPlatform.start();
    /** Of the client platform-admin. */
    static final String ADMIN_SECRET = "a-secret-for-the-container-test";
    private static volatile EmbeddedPostgres database;
    private static final List<String> USERS = List.of("assay_owner", "assay_app", "assay_audit");

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(BeforeServer.class);
    }

    /** A platform that is nobody's, and where its collateral is served. */
    record EmulatedPlatform(Installation installation, PcsSource source) {
        static EmulatedPlatform start() {
            try {
                Installation installation = Installation.create(Instant.now());
                return new EmulatedPlatform(installation, PcsSource.start(installation, Clock.systemUTC(), 0));
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }

        Path rootFile(Path folder) throws IOException {
            return Files.writeString(folder.resolve("root.pem"), installation.pki().rootCertificatePem());
        }
    }

    /** Puts a client of a tenant into the database, past row-level security. */
    static void addClient(String tenant, String name, String role, String secret) throws SQLException {
        SecretHash hash = SecretHash.of(secret);
        try (Connection connection = database.getDatabase("postgres", "assay").getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO assay.api_client (tenant_id, client_name, roles, current_salt, current_hash,
                            current_rounds) SELECT tenant_id, ?, ?, ?, ?, ? FROM assay.tenant WHERE name = ?""")) {
            insert.setString(1, name);
            insert.setString(2, role);
            insert.setBytes(3, hash.salt().toArray());
            insert.setBytes(4, hash.hash().toArray());
            insert.setInt(5, hash.rounds());
            insert.setString(6, tenant);
            insert.executeUpdate();
        }
    }

    /** Runs a statement on one tenant, past row-level security; its last parameter is the tenant's name. */
    static void update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getDatabase("postgres", "assay").getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++)
                statement.setObject(i + 1, parameters[i]);
            if (statement.executeUpdate() != 1)
                throw new SQLException("one row is to be changed: " + sql);
        }
    }

    /** Past row-level security. */
    static void sql(String statement) throws SQLException {
        try (Connection connection = database.getDatabase("postgres", "assay").getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** The one value of the one row, past row-level security. */
    static String one(String query) throws SQLException {
        try (Connection connection = database.getDatabase("postgres", "assay").getConnection();
                Statement run = connection.createStatement();
                ResultSet row = run.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Arquillian makes this one. */
    public static final class BeforeServer {
        /** The process ends with the JVM: the server's own shutdown hook stops PostgreSQL. */
        public void configure(@Observes ContainerRegistry registry) throws IOException, SQLException {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            database = server;
            makeUsers(server);
            Flyway.configure().dataSource(server.getJdbcUrl("assay_owner", "assay"), "assay_owner", "")
                    .placeholders(Map.of("app_role", "assay_app", "audit_role", "assay_audit")).load().migrate();
            for (Container<?> container : registry.getContainers()) {
                container.getContainerConfiguration().property("cmdOptions", options(server));
            }
        }

        private static void makeUsers(EmbeddedPostgres server) throws SQLException {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String user : USERS) {
                    statement.execute("CREATE ROLE " + user + " LOGIN NOSUPERUSER NOBYPASSRLS");
                }
                statement.execute("CREATE DATABASE assay OWNER assay_owner");
            }
        }

        private static String options(EmbeddedPostgres server) throws IOException {
            Path data = Files.createTempDirectory("assay-container-test");
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("assay.data", data.toString());
            settings.put("assay.kek.file", data.resolve("keys").resolve("kek.bin").toString());
            settings.put("assay.base.url", "https://assay.example");
            settings.put("assay.admin.secret", ADMIN_SECRET);
            // Tests may come from many addresses, so that no limit of one source is in their way.
            settings.put("assay.trusted.proxies", "127.0.0.1");
            settings.put("assay.limit.source", "100000");
            settings.put("assay.limit.credential", "100000");
            settings.put("assay.node", "node-under-test");
            settings.put("assay.version", "0-test");
            settings.put("assay.tenants", "default,demo");
            settings.put("assay.tenant.demo.anchor-set", "emulator");
            settings.put("assay.anchor-set.emulator.root-file", PLATFORM.rootFile(data).toString());
            settings.put("assay.anchor-set.emulator.pcs.url", PLATFORM.source().baseUri() + "/sgx/certification/v4");
            settings.put("assay.anchor-set.emulator.root.crl.url", PLATFORM.source().rootCrlUri().toString());
            settings.put("assay.db.url", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/assay");
            settings.put("assay.db.app.user", "assay_app");
            settings.put("assay.db.app.password", "unused");
            settings.put("assay.db.audit.user", "assay_audit");
            settings.put("assay.db.audit.password", "unused");
            return "-Xmx512m " + settings.entrySet().stream()
                    .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining(" "));
        }
    }
}
