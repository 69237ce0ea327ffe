package dev.assay.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Payara's own folder, made anew at every start, so that nothing one start left there changes the next. Holds the JDBC
 * adapters from the unpacked server: without them no data source can be made.
 */
final class InstanceFolder {
    private InstanceFolder() {}

    static Path fresh(Path folder, Path unpacked) {
        try {
            PostgresBinaries.delete(folder);
            OwnerOnly.folder(folder);
            copy(unpacked.resolve("lib"), folder.resolve("lib"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
