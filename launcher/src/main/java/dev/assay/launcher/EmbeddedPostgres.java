package dev.assay.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * PostgreSQL in the data folder's {@code postgres}, durable and on loopback only, every connection by SCRAM-SHA-256.
 * A server left over from a killed launcher is stopped before the new one starts; a {@link Leash} ends this one
 * should the launcher be killed.
 */
final class EmbeddedPostgres implements Closeable {
    private static final String ONLY_SCRAM = """
            # Written by Assay at every start.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PostgresCommands commands;
    private final Credentials superuser;
    private final int port;
    private final Leash leash;

    private EmbeddedPostgres(PostgresCommands commands, Credentials superuser, int port, Leash leash) {
        this.commands = commands;
        this.superuser = superuser;
        this.port = port;
        this.leash = leash;
    }

    /** Makes the data directory on first use, starts the server and waits for it; port 0 takes any free one. */
    static EmbeddedPostgres start(DataFolder folder, Versions versions, int port) {
        Path data = folder.file("postgres");
        refuseOtherMajor(data, versions.postgresMajor());
        PostgresCommands commands = PostgresCommands.of(PostgresBinaries.unpack(folder.folder("cache"), versions),
                data);
        Path passwordFile = folder.folder("keys").resolve("postgres.password");
        String password = OwnerOnly.password(passwordFile);
        if (!Files.isDirectory(data)) {
            initialise(commands, passwordFile);
        }
        stopLeftOver(commands);
        OwnerOnly.write(data.resolve("pg_hba.conf"), ONLY_SCRAM);
        int chosen = startPatiently(commands, port, folder.folder("logs").resolve("postgres.log"));
        Leash leash = Leash.on(Postmaster.in(data).orElseThrow());
        return new EmbeddedPostgres(commands, new Credentials("postgres", password), chosen, leash);
    }

    private static void refuseOtherMajor(Path data, String ours) {
        Path file = data.resolve("PG_VERSION");
        try {
            String theirs = Files.exists(file) ? Files.readString(file).strip() : ours;
            if (!theirs.equals(ours)) {
                throw new RefusedException("The database in " + data + " was written by PostgreSQL " + theirs
                        + " and this Assay brings PostgreSQL " + ours + ": dump it with pg_dump " + theirs
                        + " and restore it into a new folder, or set ASSAY_DATA to another folder.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a folder beside, moved into place when complete: a start cut off here leaves nothing half made. */
    private static void initialise(PostgresCommands commands, Path passwordFile) {
        Path fresh = commands.data().resolveSibling("postgres.new");
        try {
            PostgresBinaries.delete(fresh);
            Program made = commands.initialise(passwordFile, fresh);
            if (!made.succeeded()) {
                throw new RefusedException("The database folder cannot be made in ASSAY_DATA (initdb: "
                        + made.lastLine() + ").");
            }
            Files.move(fresh, commands.data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stopLeftOver(PostgresCommands commands) {
        Postmaster.in(commands.data()).ifPresent(left -> {
            if (left.servesThisDirectory()) {
                stop(commands);
            } else if (left.alive()) {
                left.disown();
            }
        });
    }

    private static void stop(PostgresCommands commands) {
        if (!commands.stop("fast").succeeded() && Postmaster.in(commands.data()).isPresent()) {
            commands.stop("immediate");
        }
    }

    /**
     * Tries again while processes of a killed server still hold its shared memory, or another program took the port
     * between choosing and opening it.
     */
    private static int startPatiently(PostgresCommands commands, int port, Path log) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            int chosen = port == 0 ? Ports.free() : port;
            Program started = commands.start(chosen, log);
            if (started.succeeded()) {
                return chosen;
            }
            if (Instant.now().isAfter(end)) {
                throw new RefusedException("The embedded PostgreSQL does not start: see " + log
                        + ", or set ASSAY_DATABASE_URL to a server of your own.");
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    int port() {
        return port;
    }

    Credentials superuser() {
        return superuser;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        leash.release();
        stop(commands);
    }
}
