package dev.assay.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL for all tests of a JVM, migrated by its owner, with the roles an installation has. */
public final class TestDatabase {
    private static final TestDatabase ONLY = start();
    private static final ThreadLocal<EntityManager> CURRENT = new ThreadLocal<>();

    private final EmbeddedPostgres server;
    private final EntityManagerFactory units;

    private TestDatabase(EmbeddedPostgres server) {
        this.server = server;
        Map<String, Object> overrides = new HashMap<>();
        overrides.put("hibernate.type.json_format_mapper", new NoFormat());
        overrides.put("hibernate.type.xml_format_mapper", new NoFormat());
        overrides.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        overrides.put("jakarta.persistence.jtaDataSource", null);
        overrides.put("jakarta.persistence.nonJtaDataSource", user("assay_app"));
        this.units = Persistence.createEntityManagerFactory("assay", overrides);
    }

    public static DataSource app() {
        return ONLY.user("assay_app");
    }

    public static DataSource audit() {
        return ONLY.user("assay_audit");
    }

    static DataSource owner() {
        return ONLY.user("assay_owner");
    }

    /** As nobody of the service can: past row-level security. */
    public static void asSuperuser(String sql) throws SQLException {
        try (Connection connection = ONLY.user("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one value of the one row, past row-level security. */
    public static String asSuperuserOne(String sql) throws SQLException {
        try (Connection connection = ONLY.user("postgres").getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** A transaction of its own, or the one this thread is in: as the container has it (REQUIRED). */
    public static <T> T transaction(Function<EntityManager, T> work) {
        return CURRENT.get() == null ? fresh(work) : work.apply(CURRENT.get());
    }

    private static <T> T fresh(Function<EntityManager, T> work) {
        try (EntityManager entities = ONLY.units.createEntityManager()) {
            entities.getTransaction().begin();
            CURRENT.set(entities);
            try {
                T result = work.apply(entities);
                entities.getTransaction().commit();
                return result;
            } finally {
                CURRENT.remove();
                if (entities.getTransaction().isActive())
                    entities.getTransaction().rollback();
            }
        }
    }

    public static UUID tenant(String prefix) {
        String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
        return transaction(entities -> rows(entities).provision(name));
    }

    public static TenantRows rows(EntityManager entities) {
        TenantRows rows = new TenantRows();
        rows.entities = entities;
        return rows;
    }

    public static TenantStore tenants(EntityManager entities) {
        TenantStore tenants = new TenantStore();
        tenants.entities = entities;
        return tenants;
    }

    public static ProviderRows providers(EntityManager entities) {
        ProviderRows providers = new ProviderRows();
        providers.entities = entities;
        return providers;
    }

    public static SigningKeyRows keys(EntityManager entities) {
        SigningKeyRows keys = new SigningKeyRows();
        keys.entities = entities;
        return keys;
    }

    static ClientRows clients(EntityManager entities) {
        ClientRows clients = new ClientRows();
        clients.entities = entities;
        return clients;
    }

    static ClientStore clientStore(EntityManager entities) {
        ClientStore store = new ClientStore();
        store.entities = entities;
        return store;
    }

    static AccessKeyRows accessKey(EntityManager entities) {
        AccessKeyRows key = new AccessKeyRows();
        key.entities = entities;
        return key;
    }

    public static IssuerRows issuers(EntityManager entities) {
        IssuerRows issuers = new IssuerRows();
        issuers.entities = entities;
        return issuers;
    }

    static KeyEncryptionKeyRows keks(EntityManager entities) {
        KeyEncryptionKeyRows keks = new KeyEncryptionKeyRows();
        keks.entities = entities;
        return keks;
    }

    public static ProposalRows proposals(EntityManager entities) {
        ProposalRows proposals = new ProposalRows();
        proposals.entities = entities;
        return proposals;
    }

    public static LeaseRows leases(EntityManager entities) {
        LeaseRows leases = new LeaseRows();
        leases.entities = entities;
        return leases;
    }

    private DataSource user(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setPortNumbers(new int[]{server.getPort()});
        source.setServerNames(new String[]{"127.0.0.1"});
        source.setDatabaseName("assay");
        source.setUser(name);
        return source;
    }

    private static TestDatabase start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE ROLE assay_owner LOGIN NOSUPERUSER");
                statement.execute("CREATE ROLE assay_app LOGIN NOSUPERUSER NOBYPASSRLS");
                statement.execute("CREATE ROLE assay_audit LOGIN NOSUPERUSER NOBYPASSRLS");
                statement.execute("CREATE DATABASE assay OWNER assay_owner");
            }
            TestDatabase database = new TestDatabase(server);
            migrate(database.user("assay_owner"));
            return database;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static void migrate(DataSource owner) {
        Flyway.configure().dataSource(owner)
                .placeholders(Map.of("app_role", "assay_app", "audit_role", "assay_audit")).load().migrate();
    }
}
