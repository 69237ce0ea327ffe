package dev.assay.cli.relying;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
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
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    private record Page(int status, String location, String body) {}

    /** Makes an answer's body from a request's. */
    public interface Reply {
        String to(String body) throws Exception;
    }

    public TestIssuer() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/t/demo";
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

    public static String certificate(KeyPair keys) throws Exception {
        X500Name name = new X500Name("CN=test issuer");
        X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(
                new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(AT.minusSeconds(3600)),
                        Date.from(AT.plusSeconds(86_400)), name, keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
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
