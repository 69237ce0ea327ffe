package dev.assay.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is played by a process that waits for its input. */
class LeashTest {
    @TempDir
    Path temp;

    @Test
    void aReleasedLeashLeavesTheServerAlone() throws Exception {
        Process server = waiting();
        Leash leash = Leash.on(named(server.pid()));
        leash.release();
        assertTrue(leash.ended(10, TimeUnit.SECONDS) && server.isAlive());
        server.destroyForcibly();
    }

    @Test
    void aTornLeashStopsTheServer() throws Exception {
        Process server = waiting();
        Leash.on(named(server.pid())).tear();
        assertTrue(server.waitFor(10, TimeUnit.SECONDS));
    }

    @Test
    void aTornLeashLeavesALaterServerAlone() throws Exception {
        Process earlier = waiting();
        Leash leash = Leash.on(named(earlier.pid()));
        Process later = waiting();
        named(later.pid());
        leash.tear();
        assertTrue(leash.ended(10, TimeUnit.SECONDS) && later.isAlive() && earlier.isAlive());
        earlier.destroyForcibly();
        later.destroyForcibly();
    }

    /** why: whoever runs tests in the background of a script has SIGINT ignored, and children inherit that. */
    private static Process waiting() throws IOException {
        return new ProcessBuilder("env", "--default-signal=INT", "cat").start();
    }

    private Postmaster named(long pid) throws IOException {
        Files.writeString(temp.resolve("postmaster.pid"), pid + "\n" + temp + "\n");
        return Postmaster.in(temp).orElseThrow();
    }
}
