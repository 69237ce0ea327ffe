package dev.assay.emulator;

import dev.assay.emulator.bootlog.OperatingSystem;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.pki.OnceMade;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EmulatedEnclave;
import dev.assay.emulator.sgx.EmulatedPlatform;
import dev.assay.emulator.sgx.PlatformFacts;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.KeyForm;
import dev.assay.emulator.tpm.TpmIdentity;
import dev.assay.emulator.tpm.TpmPki;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A PKI with one platform under each of its authorities, and one TPM with authorities of its own, kept in a folder. */
public record Installation(EmulatedPki pki, EmulatedPlatform standard, EmulatedPlatform scalable, TpmIdentity tpm) {
    private static final String TPM = "tpm";

    /** New keys throughout. */
    public static Installation create(Instant now) {
        EmulatedPki pki = EmulatedPki.create(now);
        return new Installation(pki, platform(pki, CaKind.PROCESSOR, now), platform(pki, CaKind.PLATFORM, now),
                tpm(now));
    }

    private static TpmIdentity tpm(Instant now) {
        return TpmIdentity.create(TpmPki.create(now), KeyForm.RSASSA, now);
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
        OnceMade.ensure(folder, made -> create(now).save(made));
        try {
            return load(folder, now);
        } catch (IOException | RuntimeException refused) {
            throw new IOException("The folder " + folder
                    + " does not hold a complete emulator installation. Delete it to have a new one made.", refused);
        }
    }

    private static Installation load(Path folder, Instant now) throws IOException {
        EmulatedPki pki = EmulatedPki.load(folder);
        EmulatedPlatform standard = EmulatedPlatform.load(folder, CaKind.PROCESSOR);
        EmulatedPlatform scalable = EmulatedPlatform.load(folder, CaKind.PLATFORM);
        // why here too: an installation of before has no TPM, and keeps what else it has.
        OnceMade.ensure(folder.resolve(TPM), made -> tpm(now).save(made));
        return new Installation(pki, standard, scalable, TpmIdentity.load(folder.resolve(TPM)));
    }

    /** Writes every file of the installation into a folder that exists, keys with mode 0600. */
    public void save(Path folder) throws IOException {
        pki.save(folder);
        standard.save(folder);
        scalable.save(folder);
        OnceMade.ensure(folder.resolve(TPM), tpm::save);
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

    /** The Windows machine with the TPM, at the same point of its life in every process. */
    public EmulatedTpmDevice tpmDevice() {
        return tpmDevice(OperatingSystem.WINDOWS);
    }

    /** The machine with the TPM and this system. */
    public EmulatedTpmDevice tpmDevice(OperatingSystem system) {
        return EmulatedTpmDevice.of(tpm, system);
    }
}
