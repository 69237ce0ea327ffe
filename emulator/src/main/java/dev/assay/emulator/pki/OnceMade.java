package dev.assay.emulator.pki;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A folder that is made once. It appears whole or not at all, so that of two processes that want it at once both get the
 * same one.
 */
public final class OnceMade {
    private OnceMade() {}

    /** Fills a folder that exists and is empty. */
    @FunctionalInterface
    public interface Content {
        void write(Path folder) throws IOException;
    }

    /** Makes the folder where there is none, or an empty one. @throws IOException where it cannot be made */
    public static void ensure(Path folder, Content content) throws IOException {
        if (!isEmpty(folder))
            return;
        Path target = folder.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path made = Files.createTempDirectory(target.getParent(), target.getFileName() + "-new-");
        try {
            content.write(made);
            Files.move(made, target, ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            delete(made);
            if (isEmpty(target))
                throw refused;
            // why: another process was first; its folder is the one to use
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (Files.notExists(folder))
            return true;
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (var entries = Files.walk(folder)) {
            all = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : all)
            Files.delete(entry);
    }
}
