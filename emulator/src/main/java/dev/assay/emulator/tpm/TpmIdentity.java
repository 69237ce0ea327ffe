package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.KeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/**
 * The keys of one TPM: endorsement key and attestation key, each with a certificate, and one for requests.
 *
 * @param aik the attestation key as its authority certified it
 */
public record TpmIdentity(TpmPki pki, EndorsementKey endorsementKey, TpmKey attestationKey, CertifiedKey aik,
        TpmKey requestKey) {
    /** New keys throughout. */
    public static TpmIdentity create(TpmPki pki, KeyForm form, Instant now) {
        TpmKey ak = TpmKey.attestationKey(form);
        return new TpmIdentity(pki,
                new EndorsementKey(pki.certifyEndorsementKey(KeyForm.rsa(2048), now), Attribute.OF_ENDORSEMENT_KEY),
                ak, pki.certifyAttestationKey(ak.keys(), now), TpmKey.requestKey());
    }

    /** X.509 in DER. */
    public Octets aikCertificate() {
        return aik.der();
    }

    /** Writes keys (mode 0600) and certificates into a folder. */
    public void save(Path folder) throws IOException {
        KeyFolder files = new KeyFolder(folder);
        pki.save(files);
        files.write("ek", endorsementKey.certified());
        files.write("aik", aik);
        files.write("request", requestKey.keys());
        files.writeText("aik.form", attestationKey.form().name().toLowerCase(Locale.ROOT));
    }

    public static TpmIdentity load(Path folder) throws IOException {
        KeyFolder files = new KeyFolder(folder);
        CertifiedKey aik = files.read("aik");
        KeyForm form = KeyForm.valueOf(files.readText("aik.form").toUpperCase(Locale.ROOT));
        return new TpmIdentity(TpmPki.load(files), new EndorsementKey(files.read("ek"), Attribute.OF_ENDORSEMENT_KEY),
                new TpmKey(aik.keys(), form, Attribute.OF_ATTESTATION_KEY), aik,
                new TpmKey(files.readKeys("request"), KeyForm.RSAPSS, Attribute.OF_SIGNING_KEY));
    }
}
