package dev.assay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.CollateralKey;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A source behind a certificate nobody issued, as a PCCS of one's own. */
@Tag("CO-06")
class TlsTrustTest {
    private HttpsServer server;
    private Bytes pem;

    @BeforeEach
    void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X509Certificate certificate = selfMade(pair);
        pem = Bytes.utf8("-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(pair, certificate)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write(Bytes.hex("3003020100").toArray());
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void reachesTheSourceWhoseCertificateIsNamed() {
        Route route = new Route(Optional.empty(), Optional.of(TlsTrust.of("assay.pcs.ca", pem)));
        assertEquals(5, new PcsClient(location(), route).fetch(CollateralKey.rootCaCrl()).content().length());
    }

    @Test
    void doesNotReachItOtherwise() {
        PcsClient client = new PcsClient(location(), Route.DIRECT,
                new PcsClient.Limits(Duration.ofSeconds(3), Duration.ofSeconds(10)), pause -> {});
        String message = assertThrows(SourceException.class, () -> client.fetch(CollateralKey.rootCaCrl()))
                .getMessage();
        assertTrue(message.contains("out of reach"), message);
    }

    @Test
    void refusesAFileWithoutCertificates() {
        assertThrows(MalformedException.class, () -> TlsTrust.of("assay.pcs.ca", Bytes.EMPTY));
        assertThrows(MalformedException.class, () -> TlsTrust.of("assay.pcs.ca", Bytes.utf8("not PEM")));
    }

    private PcsLocation location() {
        URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/root.crl");
        return new PcsLocation(uri, uri);
    }

    private static X509Certificate selfMade(KeyPair pair) throws Exception {
        X500Name name = new X500Name("CN=pccs.test");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(name, BigInteger.ONE,
                Date.from(now.minusSeconds(60)), Date.from(now.plusSeconds(3600)), name, pair.getPublic())
                .addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
    }

    private static SSLContext context(KeyPair pair, X509Certificate certificate) throws Exception {
        char[] password = "test".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", pair.getPrivate(), password, new X509Certificate[]{certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
