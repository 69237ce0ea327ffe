package dev.assay.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} of a data directory says: its first line is the process, its fourth the port. */
record Postmaster(Path file, long pid) {
    private static final String NOBODY = "999999999";

    static Optional<Postmaster> in(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.stream().findFirst().map(String::strip).filter(line -> line.matches("\\d{1,9}")).map(
                    line -> new Postmaster(file, Long.parseLong(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Whether the process is a server on this very directory, and no stranger that was given an old number. */
    boolean servesThisDirectory() {
        String directory = file.getParent().toString();
        return alive() && ProcessHandle.of(pid)
                .flatMap(process -> process.info().arguments())
                .map(arguments -> List.of(arguments).contains(directory))
                .orElse(false);
    }

    /**
     * Puts a number no process has in the file's first line. After a reboot the number can be a stranger's, and a
     * killed server can linger as a zombie: PostgreSQL would take either for a running server. The rest of the file
     * stays, as PostgreSQL finds there the shared memory that processes of a killed server may still be using.
     */
    void disown() {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.set(0, NOBODY);
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
