package dev.assay.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} of a data directory says: its first line is the process, its fourth the port. */
record Postmaster(Path file, long pid) {

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
}
