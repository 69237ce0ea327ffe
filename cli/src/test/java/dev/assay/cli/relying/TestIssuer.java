package dev.assay.cli.relying;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jws.JsonWebSignature;

/** A small issuer on the loopback: metadata, key set, tokens, and whatever a test puts in their place. */
public final class TestIssuer implements AutoCloseable {
    static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    final KeyPair keys = rsa();
    private final HttpServer server;
    private final String scheme;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    private record Page(int status, String location, String body) {}

    /** Makes an answer's body from a request's. */
    public interface Reply {
        String to(String body) throws Exception;
    }

    public TestIssuer() throws Exception {
        this(HttpServer.create(loopback(), 0), "http");
    }

    private TestIssuer(HttpServer server, String scheme) throws Exception {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", exchange -> {
            Page page = page(exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (!page.location().isEmpty())
                exchange.getResponseHeaders().set("Location", page.location());
            byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            } catch (IOException gone) {
                // why: a client that stops reading at its limit closes the connection; that is what is tested.
            }
        });
        server.start();
        publishMetadata(url(), url() + "/certs");
        publishKey("{\"kid\":\"k1\",\"kty\":\"RSA\",\"x5c\":[\"%s\"]%s}".formatted(certificate(keys), members(keys)));
    }

    /** Behind TLS with this key and certificate. */
    static TestIssuer behindTls(KeyPair keys, X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("tls", keys.getPrivate(), new char[0], new Certificate[]{certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new TestIssuer(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private Page page(String path, String body) {
        try {
            return replies.containsKey(path)
                    ? new Page(200, "", replies.get(path).to(body))
                    : pages.getOrDefault(path, new Page(404, "", "{}"));
        } catch (Exception refused) {
            return new Page(500, "", refused.toString());
        }
    }

    public void answer(String path, Reply reply) {
        replies.put(path, reply);
    }

    public String url() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/t/demo";
    }

    void publishMetadata(String issuer, String keySet) {
        publish("/t/demo/.well-known/openid-configuration", 200,
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keySet));
    }

    void publishKey(String... keys) {
        publish("/t/demo/certs", 200, "{\"keys\":[" + String.join(",", keys) + "]}");
    }

    public void publish(String path, int status, String body) {
        pages.put(path, new Page(status, "", body));
    }

    void redirect(String path, String location) {
        pages.put(path, new Page(302, location, ""));
    }

    public String claims() {
        return "{\"exp\":%d,\"iss\":\"%s\",\"nbf\":%d,\"x-ms-ver\":\"1.0\"}".formatted(AT.getEpochSecond() + 3600,
                url(),
                AT.getEpochSecond());
    }

    String token() throws Exception {
        return token(claims(), header -> {});
    }

    /** RS256 under {@link #keys} unless the header is told otherwise. */
    public String token(String claims, Consumer<JsonWebSignature> header) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKeyIdHeaderValue("k1");
        jws.setKey(keys.getPrivate());
        jws.setPayload(claims);
        jws.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setDoKeyValidation(false);
        header.accept(jws);
        return jws.getCompactSerialization();
    }

    public static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** Standard base64 of DER. */
    public static String certificate(KeyPair keys) throws Exception {
        return Base64.getEncoder().encodeToString(selfSigned(keys).getEncoded());
    }

    /** Self-signed, for 127.0.0.1. */
    public static X509Certificate selfSigned(KeyPair keys) throws Exception {
        X500Name name = new X500Name("CN=test issuer");
        return new JcaX509CertificateConverter().getCertificate(
                new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(Instant.now().minusSeconds(3600)),
                        Date.from(Instant.now().plusSeconds(86_400)), name, keys.getPublic())
                        .addExtension(Extension.subjectAlternativeName, false,
                                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    }

    static String members(KeyPair keys) {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return ",\"n\":\"%s\",\"e\":\"AQAB\"".formatted(Base64Url.encode(unsigned(key.getModulus())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] octets = number.toByteArray();
        return octets[0] == 0 ? java.util.Arrays.copyOfRange(octets, 1, octets.length) : octets;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
