package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Files named by an option, read whole within a limit. */
final class InputFile {
    /** why: above every body limit of the service; the core judges sizes below it. */
    static final int MAX_OCTETS = 16 << 20;

    private InputFile() {}

    /** @throws UsageException naming the option where the file cannot be read */
    static Bytes read(String option, String name) {
        try {
            return bounded(existing(option, name));
        } catch (IOException refused) {
            throw new UsageException(option + ": " + name + " cannot be read; check its permissions.");
        } catch (TooLargeException refused) {
            throw new UsageException(option + ": " + name + " is larger than 16 MiB.");
        }
    }

    /** @throws UsageException naming the option where it cannot be read */
    static Bytes standardInput(String option, InputStream in) {
        try {
            return Bytes.copyOf(in.readNBytes(MAX_OCTETS));
        } catch (IOException refused) {
            throw new UsageException(option + ": standard input cannot be read.");
        }
    }

    /** Without white space around it. @throws UsageException naming the option where it is not UTF-8 */
    static String text(String option, Bytes octets) {
        try {
            return StrictJson.decode(option, octets).strip();
        } catch (MalformedException refused) {
            throw new UsageException(refused.getMessage() + ".");
        }
    }

    /** Whether the name leads anywhere. */
    static boolean exists(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException refused) {
            return false;
        }
    }

    /** @throws UsageException where the name does not lead to a file */
    static Path existing(String option, String name) {
        Path path = path(option, name);
        if (Files.isDirectory(path))
            throw new UsageException(option + ": " + name + " is a folder; give a file.");
        if (!Files.exists(path))
            throw new UsageException(option + ": there is no file " + name + ".");
        return path;
    }

    /** @throws UsageException where the name does not lead to a folder */
    static Path folder(String option, String name) {
        Path path = path(option, name);
        if (!Files.isDirectory(path))
            throw new UsageException(option + ": there is no folder " + name + ".");
        return path;
    }

    /** @throws TooLargeException beyond {@link #MAX_OCTETS} */
    static Bytes bounded(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS)
                throw new TooLargeException();
            return Bytes.copyOf(octets);
        }
    }

    private static Path path(String option, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException refused) {
            throw new UsageException(option + ": the value is not a file name.");
        }
    }

    /** A file beyond the limit. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
