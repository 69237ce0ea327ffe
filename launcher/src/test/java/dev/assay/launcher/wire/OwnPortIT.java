package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A service whose administration has a port of its own and whose tenants have host names, over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnPortIT {
    private static final String DOMAIN = "tenants.example.org";

    private final int adminPort = Place.freePort();
    private RunningService service;
    private SSLContext tls;

    @BeforeAll
    void start() {
        service = RunningService.start(Place.fresh("own-port")
                .with(Map.of("ASSAY_ADMIN_PORT", Integer.toString(adminPort), "ASSAY_BASE_DOMAIN", DOMAIN)));
        tls = Authority.read(service.authority()).context();
    }

    @AfterAll
    void stop() {
        if (service != null)
            service.stop();
    }

    @Test
    void answersAdministrationAtItsPortAndNothingElseThere() {
        String admin = "https://localhost:" + adminPort;
        for (String path : List.of("/management/v1", "/admin/status", "/health/ready", "/metrics", "/openapi"))
            assertEquals(200, status(admin + path), path);
        assertEquals(401, status(admin + "/management/v1/tenants"));
        assertEquals(401, status(admin + "/subscriptions/s/providers/Microsoft.Attestation/attestationProviders"
                + "?api-version=2021-06-01"));
        for (String path : List.of("/certs", "/t/demo/certs", "/.well-known/openid-configuration", "/nothing"))
            assertEquals(404, status(admin + path), path);
    }

    @Test
    void answersNoAdministrationAtThePublicPorts() {
        for (String open : List.of("https://localhost:" + service.place().httpsPort(),
                "http://localhost:" + service.place().httpPort())) {
            for (String path : List.of("/management/v1", "/management/v1/tenants", "/admin/status", "/health/ready",
                    "/metrics", "/openapi", "/subscriptions/s/nothing", "/%6danagement/v1", "//management/v1",
                    "/x/../admin/status", "/admin;x=1/status"))
                assertEquals(404, status(open + path), open + path);
            assertEquals(200, status(open + "/certs"));
            assertEquals(405, status(open + "/oauth2/token"));
        }
    }

    @Test
    void tellsThatItIsReadyAskedAtTheAdministrationsPort() throws IOException {
        Process process = service.place().script("status").start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(said.contains("ready."), said);
    }

    @Test
    void servesATenantAtItsHostUnderACertificateThatNamesIt() throws IOException {
        String host = "demo." + DOMAIN;
        String metadata = get(host, "/.well-known/openid-configuration");
        assertAll(() -> assertTrue(metadata.startsWith("HTTP/1.1 200"), metadata),
                () -> assertTrue(metadata.contains("\"issuer\":\"" + service.place().issuer("demo") + "\""), metadata),
                () -> assertTrue(metadata.contains("\"" + service.place().issuer("demo") + "/certs\""), metadata));
        String key = Json.object(service.client("demo").get("/certs").body()).getJsonArray("keys").getJsonObject(0)
                .getString("kid");
        assertTrue(get(host, "/certs").contains(key));
        assertTrue(get(host, "/t/default/certs").startsWith("HTTP/1.1 404"));
        assertTrue(get("nobody." + DOMAIN, "/certs").startsWith("HTTP/1.1 404"));
    }

    @Test
    void namesNoHostOutsideTheDomain() {
        Assertions.assertThrows(SSLHandshakeException.class, () -> get("demo.example.org", "/certs"));
        Assertions.assertThrows(SSLHandshakeException.class, () -> get("a.demo." + DOMAIN, "/certs"));
    }

    /** With the host's name in SNI and in Host, and the certificate held against it (RFC 6125). */
    private String get(String host, String path) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), service.place().httpsPort());
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, plain.getPort(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int status(String url) {
        try (HttpClient http = HttpClient.newBuilder().sslContext(tls).build()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
