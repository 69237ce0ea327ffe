package dev.assay.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the database server when this process is killed without a chance to do it itself: a shell that waits for its
 * input to end and then asks exactly this server, if it is still the one in {@code postmaster.pid}, to stop.
 */
final class Leash {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            read -r word
            [ "$word" = released ] && exit 0
            [ "$(head -n 1 "$1" 2>/dev/null)" = "$2" ] && kill -INT "$2"
            """;

    private final Process shell;

    private Leash(Process shell) {
        this.shell = shell;
    }

    static Leash on(Postmaster server) {
        try {
            return new Leash(new ProcessBuilder(List.of("/bin/sh", "-c", SCRIPT, "assay-leash",
                    server.file().toString(), Long.toString(server.pid())))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server is stopped by its owner: the leash has nothing to do any more. */
    void release() {
        try (var input = shell.getOutputStream()) {
            input.write("released\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        } catch (IOException e) {
            shell.destroy();
        }
    }

    /** What the end of this process does to it, signal or not. */
    void tear() throws IOException {
        shell.getOutputStream().close();
    }

    boolean ended(long time, TimeUnit unit) throws InterruptedException {
        return shell.waitFor(time, unit);
    }
}
