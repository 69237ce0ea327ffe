package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CertificateProfile;
import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.CrlDraft;
import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.pki.KeyFolder;
import dev.assay.emulator.pki.P256;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The two authorities that certify keys of emulated TPMs; both self-signed, P-256. */
public record TpmPki(CertifiedKey endorsementCa, CertifiedKey attestationCa) {
    private static final Duration YEAR = Duration.ofDays(365);

    public static TpmPki create(Instant now) {
        return new TpmPki(authority("Emulated TPM EK CA", now), authority("Emulated TPM AIK CA", now));
    }

    /** A self-signed authority of this name, good for years around now. */
    static CertifiedKey authority(String commonName, Instant now) {
        KeyPair keys = P256.generate();
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        return new CertificateProfile(EmulatedPki.name(commonName), EmulatedPki.name(commonName),
                EmulatedPki.newSerial(), day.minus(YEAR.multipliedBy(5)), day.plus(YEAR.multipliedBy(20)), true, 0,
                EmulatedPki.AUTHORITY, List.of()).issue(keys, keys);
    }

    CertifiedKey certifyEndorsementKey(KeyPair keys, Instant now) {
        return TpmCertificates.endorsementKey(endorsementCa.subject(), now).issue(keys, endorsementCa.keys());
    }

    CertifiedKey certifyAttestationKey(KeyPair keys, Instant now) {
        return TpmCertificates.attestationKey(attestationCa.subject(), now).issue(keys, attestationCa.keys());
    }

    /** The EK CA's CRL, fresh and good for thirty days; DER. */
    public Octets endorsementCrl(Instant now) {
        return CrlDraft.of(endorsementCa, now).make().orElseThrow();
    }

    /** The AIK CA's CRL, fresh and good for thirty days; DER. */
    public Octets attestationCrl(Instant now) {
        return CrlDraft.of(attestationCa, now).make().orElseThrow();
    }

    void save(KeyFolder files) throws IOException {
        files.write("ek-ca", endorsementCa);
        files.write("aik-ca", attestationCa);
    }

    static TpmPki load(KeyFolder files) throws IOException {
        return new TpmPki(files.read("ek-ca"), files.read("aik-ca"));
    }
}
