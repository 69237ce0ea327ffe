package dev.assay.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyCertificatesTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final String ISSUER = "https://attest.example.org/t/blue";
    private static final String LONG = "https://attestation.confidential.example.org/region-eu-1/t/a-tenant-of-some-length";
    private static final SigningKey KEY = new KeyMaker().make(ISSUER, SigningAlgorithm.ES256, AT);

    private OperatorAuthority authority;
    private X509Certificate issued;

    @BeforeEach
    void issue() throws Exception {
        authority = new OperatorAuthority(AT);
        issued = authority.answer(KeyCertificates.request(ISSUER, KEY));
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void namesTheIssuerInASelfSignedCertificate(SigningAlgorithm algorithm) throws Exception {
        SigningKey key = new KeyMaker().make(ISSUER, algorithm, AT);
        assertEquals("CN=" + ISSUER, key.certificate().getSubjectX500Principal().getName());
        assertEquals("CN=" + ISSUER, key.certificate().getIssuerX500Principal().getName());
        assertEquals(List.of(List.of(6, ISSUER)), List.copyOf(key.certificate().getSubjectAlternativeNames()));
        assertTrue(algorithm.fits(key.certificate().getPublicKey()));
        assertEquals(-1, key.certificate().getBasicConstraints());
    }

    @Test
    void shortensANameThatX509HasNoPlaceForAndKeepsTenantsApart() throws Exception {
        String common = commonName(LONG);
        assertEquals(64, common.length());
        assertTrue(common.startsWith("https://attestation."));
        assertTrue(!common.equals(commonName(LONG + "-2")));
        SigningKey key = new KeyMaker().make(LONG, SigningAlgorithm.ES256, AT);
        assertEquals(List.of(List.of(6, LONG)), List.copyOf(key.certificate().getSubjectAlternativeNames()));
    }

    @Test
    void usesANameOf64CharactersAsItIs() {
        assertEquals("x".repeat(64), commonName("x".repeat(64)));
        assertTrue(!commonName("x".repeat(65)).equals("x".repeat(65)));
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void asksForACertificateWithARequestThatProvesThePrivateKey(SigningAlgorithm algorithm) throws Exception {
        SigningKey key = new KeyMaker().make(LONG, algorithm, AT);
        var request = OperatorAuthority.read(KeyCertificates.request(LONG, key));
        assertTrue(request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                .build(key.certificate().getPublicKey())));
        assertEquals(key.certificate().getPublicKey(), request.getPublicKey());
        Extensions wanted = Extensions.getInstance(request
                .getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)[0].getAttrValues().getObjectAt(0));
        assertEquals(LONG, GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName).getNames()[0].getName()
                .toString());
    }

    @Test
    void takesTheChainOfItsOwnKeyWithAndWithoutTheRoot() {
        assertEquals(List.of(issued, authority.middle), check(issued, authority.middle));
        assertEquals(List.of(issued, authority.middle, authority.root),
                check(issued, authority.middle, authority.root));
    }

    @Test
    void rejectsTheChainOfAnotherKey() throws Exception {
        SigningKey other = new KeyMaker().make(ISSUER, SigningAlgorithm.ES256, AT);
        X509Certificate foreign = authority.answer(KeyCertificates.request(ISSUER, other));
        assertTrue(refusal(foreign, authority.middle).contains("another key"));
    }

    @Test
    void rejectsAChainWithALinkMissingOrOutOfOrder() {
        assertTrue(refusal(issued, authority.root).contains("certificate 1 is not by the subject of certificate 2"));
        assertTrue(refusal(issued, authority.root, authority.middle).contains("certificate 1"));
        assertTrue(refusal(issued).contains("holds 1 certificates"));
    }

    @Test
    void rejectsAnIssuerOfThatNameWithAnotherKey() throws Exception {
        X509Certificate impostor = new OperatorAuthority(AT).middle;
        assertTrue(refusal(issued, impostor).contains("certificate 1 does not verify"));
        assertTrue(refusal(issued, authority.middle, new OperatorAuthority(AT).root)
                .contains("certificate 2 does not verify"));
    }

    @Test
    void rejectsAnIssuerThatIsNoAuthority() {
        assertTrue(refusal(issued, issued).contains("certificate 2 may not issue certificate 1"));
    }

    @Test
    void rejectsAnAuthoritysCertificateForTheKey() throws Exception {
        X509Certificate wrong = authority.authorityCertificateFor(KEY.certificate().getPublicKey());
        assertTrue(refusal(wrong, authority.middle).contains("digitalSignature"));
    }

    @Test
    void rejectsAChainOutsideItsDates() {
        Bytes pem = OperatorAuthority.pem(issued, authority.middle);
        for (Duration off : List.of(Duration.ofDays(366), Duration.ofDays(-1)))
            assertThrows(MalformedException.class,
                    () -> KeyCertificates.chain(pem, KEY.published(), AT.plus(off)));
    }

    @Test
    void rejectsWhatIsNoCertificate() {
        assertThrows(MalformedException.class,
                () -> KeyCertificates.chain(
                        Bytes.utf8("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
                        KEY.published(), AT));
        assertThrows(MalformedException.class, () -> KeyCertificates.chain(Bytes.EMPTY, KEY.published(), AT));
    }

    private static String commonName(String issuer) {
        return Certifier.name(issuer).getRDNs()[0].getFirst().getValue().toString();
    }

    private static List<X509Certificate> check(X509Certificate... chain) {
        return KeyCertificates.chain(OperatorAuthority.pem(chain), KEY.published(), AT);
    }

    private static String refusal(X509Certificate... chain) {
        return assertThrows(MalformedException.class, () -> check(chain)).getMessage();
    }
}
