package dev.assay.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs out of the Maven artifact, unpacked once per version; {@code folder} holds bin, lib, share. */
record PostgresBinaries(Path folder) {

    static PostgresBinaries unpack(Path cache, Versions versions) {
        Path folder = cache.resolve("postgres-" + versions.postgres());
        try {
            if (!Files.isDirectory(folder)) {
                Path fresh = cache.resolve("postgres.new");
                delete(fresh);
                extract(fresh);
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static String archive() {
        String arch = System.getProperty("os.arch");
        boolean linux = System.getProperty("os.name").equals("Linux");
        String name = switch (arch) {
            case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
            case "aarch64" -> "postgres-linux-arm_64.txz";
            default -> "";
        };
        if (!linux || PostgresBinaries.class.getResource("/" + name) == null || name.isEmpty()) {
            throw new RefusedException("No embedded PostgreSQL for " + System.getProperty("os.name") + " on " + arch
                    + ": set ASSAY_DATABASE_URL to a PostgreSQL server of your own.");
        }
        return name;
    }

    private static void extract(Path target) throws IOException {
        try (InputStream raw = PostgresBinaries.class.getResourceAsStream("/" + archive());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
            Files.createDirectories(target);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(entry, tar, target);
            }
        }
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("archive entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
