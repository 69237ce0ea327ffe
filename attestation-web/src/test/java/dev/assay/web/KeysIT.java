package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing keys on the management plane of the built archive. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class KeysIT {
    private static final String SECRET = "a-secret-of-a-key-administrator";
    private static final String TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final String CHAIN = "application/pem-certificate-chain";

    @ArquillianResource
    private URI base;
    private Wire wire;

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archive.built();
    }

    @BeforeEach
    void connect() {
        wire = new Wire(base);
    }

    @Test
    @Tag("KM-03")
    void takesAKeyThroughItsLifeOnTheManagementPlane() throws Exception {
        String holder = tenant("keys");
        String first = keys("keys", holder).getFirst().getString("kid");
        assertEquals(List.of(first), published("keys"));

        assertEquals(400, post("keys/rotate", "{}", holder).statusCode());
        assertEquals(415, wire.post(path("keys", "/rotate"), "{\"revoke\":false}", "Authorization", holder)
                .statusCode());
        assertEquals(200, post("keys/rotate", "{\"revoke\":false}", holder).statusCode());
        String second = keys("keys", holder).getFirst().getString("kid");
        assertEquals(List.of(second, first), published("keys"));

        certified(second, holder);
        assertTrue(keys("keys", holder).getFirst().getJsonObject("certificate").getBoolean("issuedByOperator"));
        assertEquals(2, Wire.json(wire.get("/t/keys/certs")).getJsonArray("keys").getJsonObject(0).getJsonArray("x5c")
                .size());

        assertEquals(200, post("keys/rotate", "{\"revoke\":true}", holder).statusCode());
        List<JsonObject> left = keys("keys", holder);
        assertEquals(1, left.size());
        assertFalse(List.of(first, second).contains(left.getFirst().getString("kid")));
        assertEquals(List.of(left.getFirst().getString("kid")), published("keys"));
    }

    /** The request out, the chain in: as an operator does it with openssl. */
    private void certified(String kid, String holder) throws Exception {
        HttpResponse<String> request = post("keys/request?kid=" + kid, "", holder);
        assertEquals(200, request.statusCode(), request.body());
        assertTrue(request.body().startsWith("-----BEGIN CERTIFICATE REQUEST-----"), request.body());
        assertEquals("application/x-pem-file", request.headers().firstValue(TYPE).orElse(""));
        String chain = issue(request.body());
        assertEquals(415, wire.send("PUT", path("keys", "/chain?kid=" + kid), chain, TYPE, JSON, "Authorization",
                holder).statusCode());
        HttpResponse<String> put = wire.send("PUT", path("keys", "/chain?kid=" + kid), chain, TYPE, CHAIN,
                "Authorization", holder);
        assertEquals(200, put.statusCode(), put.body());
        HttpResponse<String> torn = wire.send("PUT", path("keys", "/chain?kid=" + kid), chain.substring(0, 300), TYPE,
                CHAIN, "Authorization", holder);
        assertEquals("chain-refused", Wire.json(torn).getString("code"), torn.body());
        assertEquals("key-not-found", Wire.json(post("keys/request?kid=" + "x".repeat(43), "", holder))
                .getString("code"));
    }

    @Test
    @Tag("TE-04")
    void keepsATenantsKeysFromOthers() throws Exception {
        String holder = tenant("mine");
        tenant("theirs");
        String admin = bearer("platform-admin", DatabaseFirst.ADMIN_SECRET);
        DatabaseFirst.addClient("mine", "auditor", "auditor", SECRET);
        String auditor = bearer("mine.auditor", SECRET);
        assertAll(() -> assertEquals(200, get("mine", holder)), () -> assertEquals(200, get("mine", auditor)),
                () -> assertEquals(200, get("mine", admin)), () -> assertEquals(404, get("theirs", holder)),
                () -> assertEquals(404, get("nobody", holder)), () -> assertEquals(404, get("nobody", admin)),
                () -> assertEquals(403, rotated("mine", auditor)), () -> assertEquals(403, rotated("mine", admin)),
                () -> assertEquals(404, rotated("theirs", holder)),
                () -> assertEquals(401, wire.get(path("mine", "")).statusCode()));
    }

    private int get(String tenant, String authorization) throws Exception {
        return wire.get(path(tenant, ""), "Authorization", authorization).statusCode();
    }

    private int rotated(String tenant, String authorization) throws Exception {
        return wire.post(path(tenant, "/rotate"), "{\"revoke\":true}", TYPE, JSON, "Authorization", authorization)
                .statusCode();
    }

    /** A tenant, and the authorization of its key administrator. */
    private String tenant(String name) throws Exception {
        HttpResponse<String> made = wire.post("/management/v1/tenants",
                "{\"name\":\"" + name + "\",\"token\":{\"algorithm\":\"ES256\"}}", TYPE, JSON, "Authorization",
                bearer("platform-admin", DatabaseFirst.ADMIN_SECRET));
        assertEquals(201, made.statusCode(), made.body());
        assertEquals(200, wire.get("/t/" + name + "/certs").statusCode());
        DatabaseFirst.addClient(name, "keeper", "key-administrator", SECRET);
        return bearer(name + ".keeper", SECRET);
    }

    private HttpResponse<String> post(String what, String body, String authorization) throws Exception {
        return wire.post("/management/v1/tenants/keys/" + what, body, TYPE, JSON, "Authorization", authorization);
    }

    private List<JsonObject> keys(String tenant, String authorization) throws Exception {
        HttpResponse<String> answer = wire.get(path(tenant, ""), "Authorization", authorization);
        assertEquals(200, answer.statusCode(), answer.body());
        return Wire.json(answer).getJsonArray("keys").getValuesAs(JsonObject.class);
    }

    private List<String> published(String tenant) throws Exception {
        return Wire.json(wire.get("/t/" + tenant + "/certs")).getJsonArray("keys").getValuesAs(JsonObject.class)
                .stream().map(key -> key.getString("kid")).toList();
    }

    private static String path(String tenant, String rest) {
        return "/management/v1/tenants/" + tenant + "/keys" + rest;
    }

    private String bearer(String client, String secret) throws Exception {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> granted = wire.post("/oauth2/token", "grant_type=client_credentials", TYPE,
                "application/x-www-form-urlencoded", "Authorization", "Basic " + basic);
        assertEquals(200, granted.statusCode(), granted.body());
        return "Bearer " + Wire.json(granted).getString("access_token");
    }

    /** What an operator's authority sends back for a request: the certificate, and its own. */
    static String issue(String request) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair authority = generator.generateKeyPair();
        SubjectPublicKeyInfo own = SubjectPublicKeyInfo.getInstance(authority.getPublic().getEncoded());
        X500Name name = new X500Name("CN=Operator CA");
        try (PEMParser parser = new PEMParser(new StringReader(request))) {
            PKCS10CertificationRequest read = (PKCS10CertificationRequest) parser.readObject();
            return pem(certificate(name, read.getSubject(), read.getSubjectPublicKeyInfo(), authority))
                    + pem(certificate(name, name, own, authority));
        }
    }

    private static X509Certificate certificate(X500Name issuer, X500Name subject, SubjectPublicKeyInfo key, KeyPair by)
            throws Exception {
        Instant now = Instant.now();
        var builder = new X509v3CertificateBuilder(issuer, BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(1, ChronoUnit.HOURS)), Date.from(now.plus(365, ChronoUnit.DAYS)), subject, key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer.equals(subject)));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
