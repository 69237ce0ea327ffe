package dev.assay.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.assay.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written whole or not at all, and in its own place: a link of its name is replaced, not followed. */
final class WholeFile {
    private WholeFile() {}

    static void write(Path file, String text) throws IOException {
        write(file, Bytes.utf8(text));
    }

    static void write(Path file, Bytes octets) throws IOException {
        Path made = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            // why anew: a link of that name in a checked-out folder leads elsewhere.
            Files.deleteIfExists(made);
            Files.write(made, octets.toArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(made, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
