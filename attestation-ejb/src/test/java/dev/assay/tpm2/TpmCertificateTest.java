package dev.assay.tpm2;

import static dev.assay.tpm2.TpmCertificate.Purpose.ATTESTATION_KEY;
import static dev.assay.tpm2.TpmCertificate.Purpose.ENDORSEMENT_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.corpus.Corpus;
import dev.assay.pki.Certificate;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Genuine certificates say what their keys are for and who made the TPM. */
class TpmCertificateTest {
    @Test
    @Tag("TP-06")
    void readsAttestationKeyCertificate() {
        Certificate certificate = certificate("certify-webauthn-1", "aik_chain.pem");
        assertEquals(new TpmCertificate(ATTESTATION_KEY, Optional.of("id:4E544300"), Optional.of("NPCT75x"),
                Optional.of("id:00070002")), TpmCertificate.read("aik_cert", certificate, ATTESTATION_KEY));
        assertThrows(MalformedException.class, () -> TpmCertificate.read("ek", certificate, ENDORSEMENT_KEY));
    }

    @Test
    @Tag("TP-08")
    void readsEndorsementKeyCertificate() {
        Certificate certificate = certificate("certs-gce-ek", "uca_tpm_rsa_sign_cert.pem");
        assertEquals(new TpmCertificate(ENDORSEMENT_KEY, Optional.of("id:474F4F47"), Optional.of("vTPM"),
                Optional.of("id:20160511")), TpmCertificate.read("ek", certificate, ENDORSEMENT_KEY));
    }

    @Test
    @Tag("TP-08")
    void refusesCertificateWithoutPurpose() {
        Certificate certificate = certificate("certs-gce-ek", "pca_tpm_rsa_enc_cert.pem");
        assertThrows(MalformedException.class, () -> TpmCertificate.read("ek", certificate, ENDORSEMENT_KEY));
    }

    private static Certificate certificate(String id, String name) {
        String pem = Corpus.orSkip().find("tpm", id).file(name).orElseThrow().asUtf8();
        String body = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----") + 27, pem.indexOf("-----END"));
        return Certificate.read(name, Bytes.copyOf(Base64.getMimeDecoder().decode(body)));
    }
}
