package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that never end, and requests without measure (DO-01, DO-04, DO-05), against the running service. */
@ExtendWith(SharedService.class)
class SlowAndHugeIT {
    private static final String HEAD = "POST /t/demo" + Client.SGX
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final int MANY = 400;

    private final RunningService service;
    private final Client demo;
    private final String good;

    SlowAndHugeIT(RunningService service) {
        this.service = service;
        this.demo = service.client("demo");
        this.good = Evidence.binding(service.platforms().attester(), "{\"a\":1}").sgxRequest("JSON");
    }

    private void serves() {
        assertEquals(200, demo.post(Client.SGX, good).status());
        assertEquals(200, demo.get("/certs").status());
    }

    /** More connections than the server has threads. */
    @ParameterizedTest
    @Tag("DO-04")
    @ValueSource(strings = {"Content-Length: 5000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1000\r\n{", "X-Slow: "})
    void servesOthersWhileSlowClientsHoldTheirConnections(String begun) {
        try (SlowClients slow = SlowClients.plain(service.place(), MANY, HEAD + begun)) {
            serves();
            assertEquals(MANY, slow.drip(), "all are held still");
            serves();
        }
    }

    @Test
    @Tag("DO-04")
    void servesOthersWhileSlowClientsHoldTheirHandshakes() {
        try (SlowClients slow = SlowClients.tls(service.place(), MANY, "\u0016\u0003\u0001")) {
            serves();
            assertEquals(MANY, slow.drip());
            serves();
        }
    }

    @Test
    @Tag("DO-04")
    void endsARequestWhoseBodyDoesNotCome() {
        try (SlowClients slow = SlowClients.plain(service.place(), 1, HEAD + "Content-Length: 10\r\n\r\n{")) {
            assertEquals("HTTP/1.1 408", slow.answer("HTTP/1.1 408".length()));
        }
    }

    @Test
    void takesABodyThatComesInPieces() throws IOException {
        byte[] body = good.getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.place().httpPort())) {
            OutputStream out = socket.getOutputStream();
            out.write((HEAD + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < body.length; i += 700) {
                out.write(body, i, Math.min(700, body.length - i));
                out.flush();
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertTrue(answer.contains("\"token\""), answer);
        }
    }

    @Test
    @Tag("DO-01")
    void readsNoTenGibibytesAfterItRefusedThem() throws IOException {
        AtomicLong sent = new AtomicLong();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.place().httpPort())) {
            socket.setSoTimeout(30_000);
            Thread.ofVirtual().start(() -> pour(socket, sent));
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
            assertEquals("HTTP/1.1 413", new String(start, StandardCharsets.US_ASCII));
            Eventually.await("the server closes the connection", () -> sent.get() < 0);
        }
        assertTrue(sent.get() < 0, "the connection is still read");
        assertTrue(-sent.get() < 64L << 20, () -> -sent.get() + " octets were taken");
    }

    /** Ten gibibytes in chunks; the number of octets sent, negative once no more are taken. */
    private static void pour(Socket socket, AtomicLong sent) {
        byte[] chunk = ("10000\r\n" + "a".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            OutputStream out = socket.getOutputStream();
            out.write((HEAD + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            for (long i = 0; i < (10L << 30) >> 16; i++) {
                out.write(chunk);
                sent.addAndGet(chunk.length);
            }
        } catch (IOException closed) {
            sent.updateAndGet(octets -> -octets);
        }
    }

    /** Status of a request with this start line and these headers; empty where the server closes without one. */
    private String status(String startLine, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.place().httpPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((startLine + "\r\nHost: localhost\r\nConnection: close\r\n" + headers
                    + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.split(" ", 3)[1];
        }
    }

    @Test
    @Tag("DO-04")
    void boundsHeadersAndUrl() throws IOException {
        String get = "GET /t/demo/certs HTTP/1.1";
        assertEquals("200", status(get, "X-Filler: " + "a".repeat(8_000) + "\r\n"));
        assertFalse(status(get, "X-Filler: " + "a".repeat(17_000) + "\r\n").startsWith("2"));
        assertFalse(status(get, "X-Filler: a\r\n".repeat(101)).startsWith("2"));
        assertEquals("200", status("GET /t/demo/certs?a=" + "a".repeat(8_000) + " HTTP/1.1", ""));
        assertEquals("414", status("GET /t/demo/certs?a=" + "a".repeat(8_192) + " HTTP/1.1", ""));
        serves();
    }

    @Test
    @Tag("DO-05")
    void speaksNoHttp2() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2)
                .sslContext(Authority.read(service.authority()).context()).build()) {
            HttpRequest request = demo.request(Client.SGX).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(good)).build();
            var answer = client.send(request, BodyHandlers.discarding());
            assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
            assertEquals(200, answer.statusCode());
        }
    }
}
