package dev.assay.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder everything lasting lives in, held by one instance at a time: the lock on {@code assay.lock} ends with the
 * process, however it ends; {@code assay.pid} is there for {@code ./assay stop}.
 */
final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DataFolder open(Path root) {
        try {
            OwnerOnly.folder(root);
            FileChannel channel = FileChannel.open(root.resolve("assay.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (!acquired(channel)) {
                channel.close();
                throw inUse(root);
            }
            Files.writeString(root.resolve("assay.pid"), Long.toString(ProcessHandle.current().pid()));
            return new DataFolder(root, channel);
        } catch (IOException | UncheckedIOException e) {
            throw new RefusedException("The data folder " + root + " cannot be written: give this user the right to "
                    + "write there, or set ASSAY_DATA to another folder.", e);
        }
    }

    private static boolean acquired(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static RefusedException inUse(Path root) throws IOException {
        Path pid = root.resolve("assay.pid");
        String who = Files.exists(pid) ? " (process " + Files.readString(pid).strip() + ")" : "";
        return new RefusedException("Another Assay" + who + " runs on the data folder " + root
                + ": stop it with ./assay stop, or set ASSAY_DATA to another folder.");
    }

    Path root() {
        return root;
    }

    Path file(String name) {
        return root.resolve(name);
    }

    /** A folder inside, made when missing. */
    Path folder(String name) {
        return OwnerOnly.folder(root.resolve(name));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(root.resolve("assay.pid"));
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
