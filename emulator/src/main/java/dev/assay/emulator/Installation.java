package dev.assay.emulator;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EmulatedEnclave;
import dev.assay.emulator.sgx.EmulatedPlatform;
import dev.assay.emulator.sgx.PlatformFacts;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A PKI with one platform under each of its authorities, kept in a folder. */
public record Installation(EmulatedPki pki, EmulatedPlatform standard, EmulatedPlatform scalable) {
    /** New keys throughout. */
    public static Installation create(Instant now) {
        EmulatedPki pki = EmulatedPki.create(now);
        return new Installation(pki, platform(pki, CaKind.PROCESSOR, now), platform(pki, CaKind.PLATFORM, now));
    }

    private static EmulatedPlatform platform(EmulatedPki pki, CaKind ca, Instant now) {
        return EmulatedPlatform.create(pki, PlatformFacts.sample(ca), now);
    }

    /**
     * The installation in {@code folder}, made first where there is none. It appears there whole or not at all, so that
     * of two processes that open it at once both get the same one.
     *
     * @throws IOException where the folder cannot be read or made, or holds something else; says what to do
     */
    public static Installation open(Path folder, Instant now) throws IOException {
        return isEmpty(folder) ? install(folder, now) : load(folder);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (Files.notExists(folder))
            return true;
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static Installation install(Path folder, Instant now) throws IOException {
        Path target = folder.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path made = Files.createTempDirectory(target.getParent(), target.getFileName() + "-new-");
        try {
            create(now).save(made);
            Files.move(made, target, ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            delete(made);
            if (isEmpty(target))
                throw refused;
            // why: another process was first; its installation is the one to use
        }
        return load(target);
    }

    private static void delete(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            for (Path entry : entries.toList())
                Files.delete(entry);
        }
        Files.delete(folder);
    }

    private static Installation load(Path folder) throws IOException {
        try {
            return new Installation(EmulatedPki.load(folder), EmulatedPlatform.load(folder, CaKind.PROCESSOR),
                    EmulatedPlatform.load(folder, CaKind.PLATFORM));
        } catch (IOException | RuntimeException refused) {
            throw new IOException("The folder " + folder
                    + " does not hold a complete emulator installation. Delete it to have a new one made.", refused);
        }
    }

    /** Writes every file of the installation into a folder that exists, keys with mode 0600. */
    public void save(Path folder) throws IOException {
        pki.save(folder);
        standard.save(folder);
        scalable.save(folder);
    }

    public List<EmulatedPlatform> platforms() {
        return List.of(standard, scalable);
    }

    /** The sample enclave on the single-package platform. */
    public EmulatedAttester attester() {
        return new EmulatedAttester(pki, standard, EmulatedEnclave.sample());
    }

    /** The sample enclave on the platform under this authority. */
    public EmulatedAttester attester(CaKind ca) {
        return switch (ca) {
            case PROCESSOR -> attester();
            case PLATFORM -> attester().withPlatform(scalable);
        };
    }
}
