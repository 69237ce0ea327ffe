package dev.assay.emulator.pcs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.Installation;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.Pem;
import dev.assay.emulator.sgx.CollateralDraft;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PcsSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30Z");
    private static final String V4 = "/sgx/certification/v4";

    private final Installation installation = Installation.create(NOW);
    private final SetClock clock = new SetClock();
    private final HttpClient client = HttpClient.newHttpClient();
    private PcsSource source;

    /** A clock that stands where it is put. */
    private static final class SetClock extends Clock {
        private final AtomicReference<Instant> at = new AtomicReference<>(NOW);

        @Override
        public Instant instant() {
            return at.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    void start() throws IOException {
        source = PcsSource.start(installation, clock, 0);
    }

    @AfterAll
    void stop() {
        source.close();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A55A10000000", "a55a10000000", "a55a20000000"})
    void answersTcbInfoOfItsPlatforms(String fmspc) throws Exception {
        HttpResponse<byte[]> answer = get(V4 + "/tcb?fmspc=" + fmspc);
        assertEquals(200, answer.statusCode());
        assertEquals("application/json", header(answer, "Content-Type"));
        assertTrue(text(answer).startsWith("{\"tcbInfo\":{\"id\":\"SGX\",\"version\":3,"));
        assertTrue(text(answer).contains("\"fmspc\":\"" + fmspc.toUpperCase() + "\""));
        assertEquals(installation.pki().tcbIssuerChainPem(), chain(answer, "TCB-Info-Issuer-Chain"));
    }

    @Test
    void answersTheQuotingEnclavesIdentity() throws Exception {
        HttpResponse<byte[]> answer = get(V4 + "/qe/identity");
        assertEquals(200, answer.statusCode());
        assertTrue(text(answer).startsWith("{\"enclaveIdentity\":{\"id\":\"QE\",\"version\":2,"));
        assertEquals(installation.pki().tcbIssuerChainPem(), chain(answer, "SGX-Enclave-Identity-Issuer-Chain"));
    }

    @ParameterizedTest
    @CsvSource({"processor, PCK Processor CA", "platform, PCK Platform CA"})
    void answersPckCrlsInDerAndPem(String ca, String issuer) throws Exception {
        HttpResponse<byte[]> der = get(V4 + "/pckcrl?ca=" + ca + "&encoding=der");
        assertEquals("application/pkix-crl", header(der, "Content-Type"));
        assertTrue(new String(der.body(), StandardCharsets.ISO_8859_1).contains(issuer));
        assertTrue(chain(der, "SGX-PCK-CRL-Issuer-Chain").endsWith(installation.pki().rootCertificatePem()));
        HttpResponse<byte[]> pem = get(V4 + "/pckcrl?ca=" + ca);
        assertEquals("application/x-pem-file", header(pem, "Content-Type"));
        assertArrayEquals(der.body(), Pem.read("X509 CRL", text(pem)).toArray());
    }

    @Test
    void answersTheRootCrlInBothWays() throws Exception {
        byte[] der = get("/IntelSGXRootCA.der").body();
        assertEquals(0x30, der[0]);
        assertEquals(Octets.of(der).toHex(), text(get(V4 + "/rootcacrl")));
        assertEquals(source.baseUri() + "/IntelSGXRootCA.der", source.rootCrlUri().toString());
    }

    @ParameterizedTest
    @CsvSource({"404, /tcb?fmspc=00906ED50000", "400, /tcb", "400, /tcb?fmspc=A55A1000000",
            "400, /tcb?fmspc=A55A1000000G",
            "400, /tcb?fmspc=A55A10000000&update=soon", "200, /tcb?fmspc=A55A10000000&update=early",
            "200, /tcb?fmspc=A55A10000000&tcbEvaluationDataNumber=20",
            "410, /tcb?fmspc=A55A10000000&tcbEvaluationDataNumber=19",
            "404, /tcb?fmspc=A55A10000000&tcbEvaluationDataNumber=21",
            "400, /tcb?fmspc=A55A10000000&tcbEvaluationDataNumber=20&update=early",
            "410, /qe/identity?tcbEvaluationDataNumber=1",
            "400, /pckcrl", "400, /pckcrl?ca=root", "400, /pckcrl?ca=platform&encoding=hex", "404, /qve/identity",
            "404, /"})
    void answersWithThisStatus(int status, String path) throws Exception {
        HttpResponse<byte[]> answer = get(V4 + path);
        assertEquals(status, answer.statusCode());
        assertEquals(32, header(answer, "Request-ID").length());
    }

    @Test
    void answersGetOnly() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(source.baseUri().resolve(V4 + "/qe/identity"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build();
        assertEquals(405, client.send(post, HttpResponse.BodyHandlers.ofByteArray()).statusCode());
    }

    @Test
    void issuesAnewWhenTheHourHasPassed() throws Exception {
        clock.at.set(NOW);
        String first = text(get(V4 + "/qe/identity"));
        clock.at.set(NOW.plus(Duration.ofMinutes(39)));
        assertEquals(first, text(get(V4 + "/qe/identity")));
        clock.at.set(NOW.plus(Duration.ofMinutes(40)));
        assertTrue(text(get(V4 + "/qe/identity")).contains("\"issueDate\":\"2026-11-24T10:55:00Z\""));
        clock.at.set(NOW);
    }

    @Test
    void answersWithChangedCollateralWhereTold() throws Exception {
        Consumer<CollateralDraft> change = draft -> {
            draft.tcbInfo().current(level -> level.withStatus("SWHardeningNeeded", "INTEL-SA-00615"));
            draft.rootCrl().absent();
        };
        try (PcsSource changed = PcsSource.start(installation, clock, 0, change)) {
            assertTrue(
                    text(get(changed.baseUri().resolve(V4 + "/tcb?fmspc=a55a10000000"))).contains("SWHardeningNeeded"));
            assertEquals(404, get(changed.rootCrlUri()).statusCode());
        }
    }

    /** Another address of the same machine, which a server bound to all of them would answer. */
    @Test
    void listensOnOneAddressOnly() throws IOException {
        try (Socket socket = new Socket()) {
            InetSocketAddress other = new InetSocketAddress("127.0.0.2", source.port());
            assertThrows(IOException.class, () -> socket.connect(other, 1_000));
        }
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return get(source.baseUri().resolve(path));
    }

    private HttpResponse<byte[]> get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static String chain(HttpResponse<byte[]> answer, String name) {
        return URLDecoder.decode(header(answer, name), StandardCharsets.UTF_8);
    }
}
