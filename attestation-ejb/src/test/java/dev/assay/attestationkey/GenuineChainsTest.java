package dev.assay.attestationkey;

import static dev.assay.attestationkey.Statement.refused;
import static dev.assay.attestationkey.TpmAuthorities.Use.ATTESTATION_KEYS;
import static dev.assay.attestationkey.TpmAuthorities.Use.ENDORSEMENT_KEYS;
import static dev.assay.evidence.Reason.ATTESTATION_KEY_NOT_TRUSTED;
import static dev.assay.evidence.Reason.CERTIFICATE_NOT_VALID_AT_TIME;
import static dev.assay.evidence.Reason.ENDORSEMENT_KEY_NOT_TRUSTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import dev.assay.corpus.Corpus;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.pki.PathSearch;
import dev.assay.pki.PemCertificates;
import java.security.Security;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that vendors made. Their roots are not in the corpus, so that trust ends at an issuing CA here. */
@Tag("TP-06")
class GenuineChainsTest {
    private static final Instant WITHIN = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void trustsMicrosoftsAikCertificate() {
        List<Certificate> chain = aikChain();
        assertEquals(Optional.of(Instant.parse("2027-06-10T18:54:36Z")),
                trust(true, chain.getLast(), WITHIN).byCertificate(chain.getFirst(), List.of()).validUntil());
    }

    /** Where no native provider loads, Bouncy Castle comes first. */
    @Test
    void trustsItAlikeWithBouncyCastleFirst() {
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
        try {
            List<Certificate> chain = aikChain();
            trust(true, chain.getLast(), WITHIN).byCertificate(chain.getFirst(), List.of());
        } finally {
            Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        }
    }

    @Test
    void trustsItInItsDatesOnly() {
        List<Certificate> chain = aikChain();
        for (String at : List.of("2022-01-12T22:15:17Z", "2027-06-10T18:54:37Z")) {
            AttestationKeyTrust trust = trust(true, chain.getLast(), Instant.parse(at));
            refused(CERTIFICATE_NOT_VALID_AT_TIME, () -> trust.byCertificate(chain.getFirst(), List.of()));
        }
    }

    @Test
    void doesNotTrustItByIntermediateThatIsSentOrListedAsNoAnchor() {
        List<Certificate> chain = aikChain();
        refused(ATTESTATION_KEY_NOT_TRUSTED, () -> new AttestationKeyTrust(TpmAuthorities.NONE, WITHIN)
                .byCertificate(chain.getFirst(), chain.subList(1, 2)));
        refused(ATTESTATION_KEY_NOT_TRUSTED,
                () -> trust(false, chain.getLast(), WITHIN).byCertificate(chain.getFirst(), List.of()));
    }

    /** Google's say that the key signs, or say no purpose: not what a credential is made for. */
    @ParameterizedTest
    @CsvSource({"uca_tpm_rsa_sign_cert.pem,lacks keyEncipherment", "uca_tpm_ecc_sign_cert.pem,lacks keyAgreement",
            "pca_tpm_rsa_enc_cert.pem,lacks the extended key usage",
            "pca_tpm_ecc_enc_cert.pem,lacks the extended key usage",
            "pca_tpm_rsa_sign_cert.pem,lacks the extended key usage"})
    @Tag("TP-08")
    void refusesGooglesCertificatesAsEndorsementKeys(String name, String why) {
        Certificate certificate = PemCertificates.read(name, file("certs-gce-ek", name)).getFirst();
        Refusal refusal = refused(ENDORSEMENT_KEY_NOT_TRUSTED,
                () -> new EndorsementKeyTrust(TpmAuthorities.NONE, WITHIN).check(certificate, List.of(),
                        PublicAreas.endorsement(certificate.publicKey()),
                        PublicAreas.attestation(Draft.ecKeys().getPublic())));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        refused(ATTESTATION_KEY_NOT_TRUSTED, () -> new AttestationKeyTrust(TpmAuthorities.NONE, WITHIN)
                .byCertificate(certificate, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Infineon_OPTIGA(TM)_TPM_2.0_ECC_CA_039.crt", "Infineon_OPTIGA(TM)_TPM_2.0_RSA_CA_039.crt",
            "AMD-fTPM-RSA-ICA-CZFamily-01F7DE3D30F15BE252C0AFCC1A0A562C.crt",
            "AMD-fTPM-ECC-ICA-CZFamily-35F45AAB781751FE7C24D5EDAABAB507.crt", "IFX_TPM_EK_Intermediate_CA_01.crt",
            "IFX TPM EK Root CA.cer"})
    @Tag("TP-08")
    void listsVendorsAuthorities(String name) {
        assertTrue(Authority.read(ENDORSEMENT_KEYS, true, file("certs-tpm-vendor-cas", name)).anchor());
    }

    @Test
    @Tag("PK-10")
    void followsNoSha1SignatureOfTheFirstTpms() {
        PathSearch search = new PathSearch(List.of(vendor("IFX TPM EK Root CA.cer")), List.of());
        assertTrue(search.from(vendor("IFX_TPM_EK_Intermediate_CA_01.crt")).isEmpty());
        assertEquals(Optional.of("its signature algorithm is not RSA (PKCS #1) or ECDSA with SHA-2"),
                search.nearest());
    }

    private static Certificate vendor(String name) {
        Bytes file = file("certs-tpm-vendor-cas", name);
        return Certificate.read(name, Authority.read(ENDORSEMENT_KEYS, false, file).certificate());
    }

    private static List<Certificate> aikChain() {
        return PemCertificates.read("aik_cert", file("certify-webauthn-1", "aik_chain.pem"));
    }

    private static AttestationKeyTrust trust(boolean anchor, Certificate ca, Instant at) {
        Use use = ATTESTATION_KEYS;
        return new AttestationKeyTrust(
                new TpmAuthorities(List.of(new Authority(use, anchor, ca.der(), Optional.empty(), false))), at);
    }

    private static Bytes file(String id, String name) {
        return Corpus.orSkip().find("tpm", id).file(name).orElseThrow();
    }
}
