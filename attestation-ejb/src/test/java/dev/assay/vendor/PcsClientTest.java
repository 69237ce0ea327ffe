package dev.assay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CO-06")
class PcsClientTest {
    private static final CollateralKey TCB = CollateralKey.sgxTcbInfo("00906ed50000");
    private static final String CHAIN = "-----BEGIN CERTIFICATE-----\nA+B=\n-----END CERTIFICATE-----\n";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void asksWhereTheV4InterfaceHasEachDocument() {
        answer(exchange -> send(exchange, 200, Bytes.hex("3003020100")));
        for (CollateralKey key : List.of(TCB, CollateralKey.sgxQeIdentity(), CollateralKey.pckCrl("platform"),
                CollateralKey.rootCaCrl())) {
            client().fetch(key);
        }
        assertEquals(List.of("/v4/tcb?fmspc=00906ed50000", "/v4/qe/identity", "/v4/pckcrl?ca=platform&encoding=der",
                "/root.crl"), asked);
    }

    @Test
    void takesTheIssuerChainFromItsHeader() {
        answer(exchange -> send(exchange, 200, Bytes.utf8("{}")));
        assertEquals(new CollateralDocument(TCB, Bytes.utf8("{}"), Bytes.utf8(CHAIN)), client().fetch(TCB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3003020100", "-----BEGIN X509 CRL-----\nMAMCAQA=\n-----END X509 CRL-----\n"})
    void readsACrlInHexadecimalAndPem(String text) {
        answer(exchange -> send(exchange, 200, Bytes.utf8(text)));
        assertEquals(Bytes.hex("3003020100"), client().fetch(CollateralKey.rootCaCrl()).content());
    }

    @Test
    void refusesACrlOfAnotherShape() {
        answer(exchange -> send(exchange, 200, Bytes.utf8("<html>")));
        assertThrows(SourceException.class, () -> client().fetch(CollateralKey.rootCaCrl()));
    }

    @Test
    void followsNoRedirect() {
        answer(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            send(exchange, 302, Bytes.EMPTY);
        });
        assertTrue(refusal().contains("302"));
        assertEquals(1, asked.size());
    }

    @Test
    void stopsReadingAtTheLimit() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 16];
            // Far more than the limit: only a client that hangs up ends this.
            for (int i = 0; i < 1 << 14; i++) {
                exchange.getResponseBody().write(block);
            }
        });
        assertTrue(refusal().contains("more than 2097152"));
    }

    @Test
    void givesUpOnABodyThatDrips() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        });
        PcsClient hurried = new PcsClient(location(), Route.DIRECT,
                new PcsClient.Limits(Duration.ofMillis(200), Duration.ofMillis(100)), pauses::add);
        assertThrows(SourceException.class, () -> hurried.fetch(TCB));
    }

    @Test
    void refusesAnAnswerWithoutItsIssuerChain() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(Bytes.utf8("{}").toArray());
            exchange.close();
        });
        assertTrue(refusal().contains("TCB-Info-Issuer-Chain"));
    }

    @Test
    void saysThatTheSourceIsOutOfReach() {
        URI nowhere = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.stop(0);
        PcsClient client = patient(new PcsLocation(nowhere, nowhere));
        assertTrue(assertThrows(SourceException.class, () -> client.fetch(TCB)).getMessage().contains("out of reach"));
    }

    @Test
    void asksAgainAMomentLaterWhereTheTroubleMayPass() {
        answer(exchange -> send(exchange, asked.size() < 3 ? 503 : 200, Bytes.utf8("{}")));
        assertEquals("{}", client().fetch(TCB).content().asUtf8());
        assertEquals(3, asked.size());
        assertEquals(2, pauses.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410})
    void asksOnceWhereTheAnswerStands(int status) {
        answer(exchange -> send(exchange, status, Bytes.EMPTY));
        assertTrue(refusal().contains("status " + status));
        assertEquals(1, asked.size());
    }

    @Test
    void countsARefusalAsASignOfLife() {
        answer(exchange -> send(exchange, asked.size() % 4 == 0 ? 404 : 500, Bytes.EMPTY));
        PcsClient client = client();
        for (int round = 0; round < 3; round++) {
            assertThrows(SourceException.class, () -> client.fetch(TCB)); // three times 500
            assertThrows(SourceException.class, () -> client.fetch(TCB)); // once 404
        }
        assertEquals(12, asked.size());
    }

    @Test
    void sparesASourceThatKeepsFailing() {
        answer(exchange -> send(exchange, 500, Bytes.EMPTY));
        PcsClient client = client();
        assertThrows(SourceException.class, () -> client.fetch(TCB));
        assertThrows(SourceException.class, () -> client.fetch(TCB));
        assertEquals(5, asked.size());
        SourceException spared = assertThrows(SourceException.class, () -> client.fetch(TCB));
        assertTrue(spared.getMessage().contains("failed 5 times in a row"), spared.getMessage());
        assertEquals(5, asked.size());
    }

    @Test
    void goesThroughTheProxyGiven() {
        answer(exchange -> send(exchange, 200, Bytes.utf8("{}")));
        URI far = URI.create("http://pcs.example/v4");
        URI proxy = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        new PcsClient(new PcsLocation(far, far), new Route(Optional.of(proxy), Optional.empty())).fetch(TCB);
        assertEquals(List.of("http://pcs.example/v4/tcb?fmspc=00906ed50000"), asked);
    }

    private void await() {
        try {
            done.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpHandler handler) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            String chain = URLEncoder.encode(CHAIN, StandardCharsets.UTF_8).replace("+", "%20");
            for (String name : List.of("TCB-Info-Issuer-Chain", "SGX-Enclave-Identity-Issuer-Chain",
                    "SGX-PCK-CRL-Issuer-Chain")) {
                exchange.getResponseHeaders().add(name, chain);
            }
            handler.handle(exchange);
            exchange.close();
        });
    }

    private static void send(HttpExchange exchange, int status, Bytes body) throws IOException {
        exchange.sendResponseHeaders(status, body.length() == 0 ? -1 : body.length());
        exchange.getResponseBody().write(body.toArray());
    }

    private String refusal() {
        return assertThrows(SourceException.class, () -> client().fetch(TCB)).getMessage();
    }

    private PcsClient client() {
        return patient(location());
    }

    /** Notes its pauses instead of taking them. */
    private PcsClient patient(PcsLocation where) {
        return new PcsClient(where, Route.DIRECT,
                new PcsClient.Limits(Duration.ofSeconds(3), Duration.ofSeconds(10)), pauses::add);
    }

    private PcsLocation location() {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        return new PcsLocation(URI.create(base + "/v4"), URI.create(base + "/root.crl"));
    }
}
