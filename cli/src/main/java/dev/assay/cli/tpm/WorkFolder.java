package dev.assay.cli.tpm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder for one run's files, which only its owner reads; gone with the run. */
public record WorkFolder(Path path) implements AutoCloseable {
    public static WorkFolder make() throws IOException {
        return new WorkFolder(Files.createTempDirectory("assay-tpm"));
    }

    @Override
    public void close() throws IOException {
        try (var found = Files.walk(path)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst)
                Files.deleteIfExists(file);
        }
    }
}
