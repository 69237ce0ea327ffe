package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, up and ready. */
final class RunningService {
    private static final String READY = "Assay is up:";
    /** A machine shared with other builds was seen to take 180 s. */
    private static final int PATIENCE_SECONDS = 400;

    private final Place place;
    private final Process process;
    private final Console console;

    private RunningService(Place place, Process process) {
        this.place = place;
        this.process = process;
        this.console = new Console(process);
        // A test run that is broken off takes its server along.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Returns when the service says it is ready; {@code ./assay run} says so after the walk. */
    static RunningService start(Place place) {
        return start(place, Map.of());
    }

    /** @param more environment, beyond what puts the service there */
    static RunningService start(Place place, Map<String, String> more) {
        try {
            RunningService service = new RunningService(place, place.script(more, "run").start());
            service.console.await(READY, PATIENCE_SECONDS);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Place place() {
        return place;
    }

    /** Everything it printed so far. */
    String printed() {
        return console.text();
    }

    Client client(String tenant) {
        return Client.of(place, tenant);
    }

    AuditRows audit() {
        return AuditRows.of(place.data());
    }

    Path authority() {
        return place.data().resolve("tls").resolve("ca.pem");
    }

    /** The emulated platforms that the tenant demo trusts. */
    Installation platforms() {
        try {
            return Installation.open(place.data().resolve("emulator"), Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Family family() {
        return Family.of(process.toHandle(), place.data());
    }

    /** SIGKILL to the server's JVM, and to nothing else. */
    void kill() {
        process.destroyForcibly();
        assertTrue(ended(), "a killed process ends");
    }

    /** SIGTERM; what it started must be gone with it. */
    void stop() {
        Set<ProcessHandle> started = family().members();
        process.destroy();
        assertTrue(ended(), () -> "still running after SIGTERM: " + printed());
        Eventually.await("nothing it started stays behind", () -> Family.alive(started).isEmpty());
        assertEquals(List.of(), Family.alive(started));
    }

    private boolean ended() {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
