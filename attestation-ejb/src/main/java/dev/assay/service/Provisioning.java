package dev.assay.service;

import dev.assay.persistence.DataSources;
import dev.assay.persistence.GroupCommit;
import dev.assay.persistence.StoreCondition;
import dev.assay.pki.CryptoProviders;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/** Sets the house up at start, or stops the start with one sentence; runs no migration. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Provisioning {
    private static final System.Logger LOG = System.getLogger(Provisioning.class.getName());
    private static final int FLIGHTS = 16;
    private static final int LOOKUPS = 8;

    @Inject
    House house;

    @Inject
    Config config;

    @Inject
    Furnishing furnishing;

    @Inject
    DataSources sources;

    @Resource
    ManagedThreadFactory threads;

    private GroupCommit trail;
    private ExecutorService flights;
    private ExecutorService lookups;
    private ExecutorService background;

    @PostConstruct
    void open() {
        try {
            CryptoProviders.Choice crypto = CryptoProviders.choose();
            LOG.log(System.Logger.Level.INFO, "cryptography by {0}", crypto);
            Function<String, Optional<String>> lookup = name -> config.getOptionalValue(name, String.class);
            Installation installation = new Settings(lookup).read();
            StoreCondition store = checkedSchema();
            startThreads();
            house.open(furnishing.furnish(installation, new Furnishing.Fittings(store,
                    new StoreCondition(sources.audit()), sources.app(), trail, flights, lookups, background,
                    new ClockGuard(Clock.systemUTC(), System::nanoTime), crypto, new KeySettings(lookup),
                    firstClient(lookup, installation))));
        } catch (RuntimeException refused) {
            LOG.log(System.Logger.Level.ERROR, "Assay does not start: {0}", refused.getMessage());
            throw refused;
        }
    }

    private static FirstClient firstClient(Function<String, Optional<String>> lookup, Installation installation) {
        Path keys = lookup.apply("assay.data").map(data -> Path.of(data).resolve("keys"))
                .orElseGet(() -> installation.kekFile().toAbsolutePath().getParent());
        return new FirstClient(lookup.apply("assay.admin.secret"), keys.resolve("platform-admin.secret"));
    }

    private StoreCondition checkedSchema() {
        StoreCondition store = new StoreCondition(sources.app());
        int version = store.schemaVersion();
        if (version < StoreCondition.SCHEMA_VERSION)
            throw new IllegalStateException(
                    "the database has schema version %d, this server needs %d: run the migrations"
                            .formatted(version, StoreCondition.SCHEMA_VERSION));
        return store;
    }

    private void startThreads() {
        trail = GroupCommit.into(sources.audit());
        threads.newThread(trail).start();
        // why: no queue, so that flights never wait for each other; a seventeenth is refused at once.
        flights = new ThreadPoolExecutor(0, FLIGHTS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        // One that stores what is kept, and those that replay it.
        background = new ThreadPoolExecutor(0, 1 + ImpactDesk.AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(),
                threads);
        // why its own: tenants' issuers, however slow, take no thread from collateral.
        lookups = new ThreadPoolExecutor(0, LOOKUPS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    @PreDestroy
    void close() {
        house.close();
        if (trail != null)
            trail.stop();
        if (flights != null)
            flights.shutdownNow();
        if (lookups != null)
            lookups.shutdownNow();
        if (background != null)
            background.shutdownNow();
    }
}
