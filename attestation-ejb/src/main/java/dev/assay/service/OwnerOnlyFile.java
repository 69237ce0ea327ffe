package dev.assay.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file with a secret in it (KM-05). */
final class OwnerOnlyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = Set.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE);

    private OwnerOnlyFile() {}

    /** @throws Settings.RefusedSetting where others may read it */
    static void check(String setting, Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file)))
            throw new Settings.RefusedSetting(setting,
                    file + " can be read by others; allow its owner only (chmod 600)");
    }
}
