package dev.assay.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.math.BigInteger;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIdentityTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    Path temp;
    private DataFolder data;

    @BeforeEach
    void open() {
        data = DataFolder.open(temp);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void theServersCertificateLeadsToTheWrittenAuthority() throws Exception {
        TlsIdentity identity = identity("https://attest.example.org", NOW);
        X509Certificate server = server(identity);
        assertEquals("PKIX", validate(server, authority(identity)));
        assertEquals(Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "attest.example.org"),
                Set.copyOf(server.getSubjectAlternativeNames().stream().map(n -> n.get(1)).toList()));
    }

    @Test
    void namesEveryTenantsHostUnderABaseDomain() throws Exception {
        TlsIdentity identity = TlsIdentity.open(data,
                SettingsTest.read(Map.of("ASSAY_BASE_URL", "https://attest.example.org", "ASSAY_BASE_DOMAIN",
                        "tenants.example.org", "ASSAY_DATA", temp.toString())),
                NOW);
        X509Certificate server = server(identity);
        assertEquals("PKIX", validate(server, authority(identity)));
        assertTrue(server.getSubjectAlternativeNames().stream().map(name -> name.get(1).toString())
                .anyMatch("*.tenants.example.org"::equals));
    }

    @Test
    void theAuthorityIsConstrainedToThisServersNames() throws Exception {
        X509Certificate authority = authority(identity("https://attest.example.org", NOW));
        Extension extension = new JcaX509CertificateHolder(authority).getExtension(Extension.nameConstraints);
        List<String> permitted = List.of(NameConstraints.getInstance(extension.getParsedValue()).getPermittedSubtrees())
                .stream()
                .map(tree -> tree.getBase().toString())
                .toList();
        assertTrue(extension.isCritical());
        assertEquals(List.of("2: localhost", "2: attest.example.org", "7: #7f000001ffffffff",
                "7: #" + "0".repeat(31) + "1" + "f".repeat(32)), permitted);
        assertEquals(0, authority.getBasicConstraints());
    }

    /** What the constraints are for, shown with an authority of the same constraints whose key is at hand. */
    @Test
    void clientsRefuseAnotherNameUnderTheSameConstraints() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        X509Certificate authority = signed("CN=CA", key, certificate -> {
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            certificate.addExtension(Extension.nameConstraints, true,
                    TlsNames.of("localhost", Optional.empty()).constraints());
        });
        assertEquals("PKIX", validate(leaf("localhost", key), authority));
        CertPathValidatorException refused = assertThrows(CertPathValidatorException.class,
                () -> validate(leaf("example.com", key), authority));
        assertEquals(PKIXReason.INVALID_NAME, refused.getReason());
    }

    @Test
    void theAuthoritysKeyIsNowhereInTheFolder() throws Exception {
        TlsIdentity identity = identity("https://localhost:8443", NOW);
        KeyStore store = load(identity);
        assertEquals(List.of("s1as"), Collections.list(store.aliases()));
        assertEquals(server(identity).getPublicKey(), store.getCertificate("s1as").getPublicKey());
        assertNotEquals(authority(identity).getPublicKey(), server(identity).getPublicKey());
        try (var files = Files.list(temp.resolve("tls"))) {
            assertEquals(Set.of("ca.pem", "server.p12", "server.password"),
                    Set.copyOf(files.map(f -> f.getFileName().toString()).toList()));
        }
    }

    @Test
    void theKeyStoreIsReadableByItsOwnerOnly() throws Exception {
        Path store = identity("https://localhost:8443", NOW).keyStore();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store)));
    }

    @Test
    void keepsTheCertificateFromStartToStart() throws Exception {
        byte[] first = server(identity("https://a.example", NOW)).getEncoded();
        assertArrayEquals(first, server(identity("https://a.example", NOW.plus(Duration.ofDays(300)))).getEncoded());
    }

    @Test
    void renewsWithLessThanThirtyDaysLeft() throws Exception {
        X509Certificate first = server(identity("https://a.example", NOW));
        assertNotEquals(first, server(identity("https://a.example", NOW.plus(Duration.ofDays(336)))));
    }

    @Test
    void renewsWhenTheNameChanged() throws Exception {
        X509Certificate first = server(identity("https://a.example", NOW));
        TlsIdentity second = identity("https://192.0.2.7", NOW);
        assertNotEquals(first, server(second));
        assertEquals("PKIX", validate(server(second), authority(second)));
    }

    @Test
    void refusesAKeyStoreThatDoesNotOpenNamingTheSettings() {
        Settings settings = settings(Map.of("ASSAY_TLS_KEYSTORE", temp.resolve("none.p12").toString(),
                "ASSAY_TLS_PASSWORD", "x"));
        RefusedException refused = assertThrows(RefusedException.class, () -> TlsIdentity.open(data, settings, NOW));
        assertTrue(refused.getMessage().contains("ASSAY_TLS_KEYSTORE"));
    }

    @Test
    void opensAKeyStoreOfTheUsersOwnUnderWhateverAlias() {
        TlsIdentity made = identity("https://localhost:8443", NOW);
        Settings settings = settings(Map.of("ASSAY_TLS_KEYSTORE", made.keyStore().toString(), "ASSAY_TLS_PASSWORD",
                made.password()));
        TlsIdentity configured = TlsIdentity.open(data, settings, NOW);
        assertEquals("s1as", configured.alias());
        assertTrue(configured.authority().isEmpty());
    }

    private TlsIdentity identity(String baseUrl, Instant now) {
        return TlsIdentity.open(data, settings(Map.of("ASSAY_BASE_URL", baseUrl)), now);
    }

    private static Settings settings(Map<String, String> environment) {
        return Settings.read(new SettingSource(Map.of(), environment), true);
    }

    private static KeyStore load(TlsIdentity identity) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(identity.keyStore())) {
            store.load(in, identity.password().toCharArray());
        }
        return store;
    }

    private static X509Certificate server(TlsIdentity identity) throws Exception {
        return (X509Certificate) load(identity).getCertificate(identity.alias());
    }

    private static X509Certificate authority(TlsIdentity identity) throws Exception {
        try (InputStream in = Files.newInputStream(identity.authority().orElseThrow())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** The authority stands in the path as well: the JDK reads constraints there, not in an anchor. */
    private static String validate(X509Certificate leaf, X509Certificate authority) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf, authority)),
                parameters);
        return validator.getAlgorithm();
    }

    private static X509Certificate leaf(String name, KeyPair key) throws Exception {
        return signed("CN=leaf", key, certificate -> certificate.addExtension(Extension.subjectAlternativeName, false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, name))));
    }

    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder certificate) throws Exception;
    }

    private static X509Certificate signed(String subject, KeyPair key, Extensions extensions) throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name("CN=CA"), BigInteger.ONE,
                Date.from(NOW.minusSeconds(60)), Date.from(NOW.plusSeconds(3600)), new X500Name(subject),
                key.getPublic());
        extensions.addTo(builder);
        return new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    }
}
