package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bytes.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad input gets from the running service, and what it leaves in the audit table (issue 2; docs/errors.md). */
@ExtendWith(SharedService.class)
class BadInputIT {
    private static final int MEBIBYTE = 1 << 20;
    private static final String JSON = "application/json";

    private final RunningService service;
    private final Client demo;
    private final Evidence good;
    private final int recordedBefore;

    BadInputIT(RunningService service) {
        this.service = service;
        this.demo = service.client("demo");
        this.good = Evidence.binding(service.platforms().attester(), "{\"a\":1}");
        this.recordedBefore = service.audit().count("demo");
    }

    private int recorded() {
        return service.audit().count("demo") - recordedBefore;
    }

    private Refusal posted(String path, String body) {
        return Refusal.in(demo.post(path, body));
    }

    private Refusal sent(String type, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = demo.request(Client.SGX).header("Content-Type", type).POST(body);
        if (headers.length > 0)
            request.headers(headers);
        return Refusal.in(demo.send(request.build()));
    }

    private static String quote(String value) {
        return "{\"quote\":\"" + value + "\"}";
    }

    /** Body and a part of the sentence it is answered with. */
    record Malformed(String body, String says) {
        @Override
        public String toString() {
            return says;
        }
    }

    static Stream<Malformed> malformed() {
        byte[] octets = HexFormat.of().parseHex("fbefbeffff".repeat(20));
        String spelled = "\"quote\":\"AAAA\",\"Quote\":\"AAAA\"";
        return Stream.of(new Malformed("", "empty"), new Malformed("{", "JSON"), new Malformed("[]", "JSON object"),
                new Malformed("\"quote\"", "JSON"), new Malformed("{} {}", "JSON"),
                new Malformed("{\"quote\":", "JSON"), new Malformed("\uFEFF{}", "byte order mark"),
                new Malformed("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", "deeper"),
                new Malformed("{\"quote\":\"AAAA\",\"quote\":\"AAAA\"}", "twice"),
                new Malformed("{" + spelled + "}", "twice"),
                new Malformed("{\"runtimeData\":{\"data\":\"\",\"DATA\":\"\"}}", "twice"),
                new Malformed("{}", "quote: is missing"), new Malformed("{\"quote\":null}", "quote: is missing"),
                new Malformed("{\"quote\":7}", "not a string"), new Malformed(quote(""), "empty"),
                new Malformed(quote("AA*A"), "base64url alphabet"), new Malformed(quote("AAAAA"), "length"),
                new Malformed(quote(Base64.getEncoder().encodeToString(octets)), "standard base64"),
                new Malformed(quote("-----BEGIN CERTIFICATE-----"), "PEM"),
                new Malformed(quote(HexFormat.of().formatHex(octets)), "hexadecimal"),
                new Malformed("{\"report\":\"AAAA\"}", "/attest/OpenEnclave"),
                new Malformed("{\"quote\":\"AAAA\",\"runtimeData\":\"AAAA\"}", "runtimeData"),
                new Malformed("{\"quote\":\"AAAA\",\"runtimeData\":{\"data\":\"AAAA\",\"dataType\":\"XML\"}}",
                        "dataType"),
                new Malformed("{\"quote\":\"AAAA\",\"nonce\":[]}", "nonce"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void namesTheMistakeInABodyThatIsNoRequestAndRecordsNothing(Malformed malformed) {
        posted(Client.SGX, malformed.body()).is(400, "InvalidParameter").says(malformed.says());
        assertEquals(0, recorded());
    }

    @Test
    void refusesOctetsThatAreNotUtf8() {
        sent(JSON, BodyPublishers.ofByteArray(new byte[]{'{', '"', (byte) 0xc3, '"', ':', '1', '}'}))
                .is(400, "InvalidParameter").says("UTF-8");
        assertEquals(0, recorded());
    }

    @Test
    @Tag("DO-02")
    void refusesCompressedBodiesAndOtherTypes() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(good.sgxRequest("JSON").getBytes(StandardCharsets.UTF_8));
        }
        sent(JSON, BodyPublishers.ofByteArray(packed.toByteArray()), "Content-Encoding", "gzip")
                .is(415, "UnsupportedMediaType");
        for (String type : List.of("text/plain", "application/jose", JSON + "; charset=utf-16"))
            sent(type, BodyPublishers.ofString(good.sgxRequest("JSON"))).is(415, "UnsupportedMediaType");
        assertEquals(0, recorded());
    }

    @ParameterizedTest
    @Tag("DO-01")
    @ValueSource(strings = {"Content-Length: " + 10 * MEBIBYTE, "Transfer-Encoding: chunked"})
    void refusesTenMebibytesHoweverTheyAreAnnounced(String announced) {
        String chunks = ("100000\r\n" + "a".repeat(MEBIBYTE) + "\r\n").repeat(10) + "0\r\n\r\n";
        String seen = new RawClient(service.place()).exchange(
                "POST /t/demo" + Client.SGX + " HTTP/1.1\r\nHost: localhost"
                        + "\r\nContent-Type: application/json\r\n" + announced + "\r\n\r\n",
                chunks.getBytes(StandardCharsets.US_ASCII));
        assertTrue(seen.startsWith("HTTP/1.1 413"), seen);
        assertTrue(seen.contains("\"code\":\"RequestBodyTooLarge\""), seen);
        assertEquals(0, recorded());
    }

    @Test
    void refusesWhatIsNotServed() {
        String body = good.sgxRequest("JSON");
        posted("/attest/SgxEnclave", body).is(400, "MissingApiVersionParameter");
        posted("/attest/SgxEnclave?api-version=2019-01-01", body).is(400, "UnsupportedApiVersion");
        posted("/attest/TdxVm?api-version=2020-10-01", body).is(404, "NotFound");
        posted("/attest?api-version=2020-10-01", body).is(404, "NotFound");
        Refusal.in(service.client("nobody-here").post(Client.SGX, body)).is(404, "TenantNotFound");
        Refusal.in(service.client("nobody-here").get("/certs")).is(404, "TenantNotFound");
        for (String method : List.of("GET", "PUT", "DELETE")) {
            Refusal refused = Refusal.in(demo.send(demo.request(Client.SGX).method(method, BodyPublishers.noBody())
                    .build())).is(405, "MethodNotAllowed");
            assertTrue(refused.answer().header("Allow").orElse("").contains("POST"));
        }
        assertEquals(0, recorded());
    }

    /** Evidence as octets, and the reason it is refused for. */
    record Unsound(Octets quote, String reason) {}

    private List<Unsound> unsound() {
        Octets quote = good.quote();
        return List.of(new Unsound(quote.slice(0, 431), "evidence-malformed"),
                new Unsound(quote.slice(0, quote.length() - 1), "evidence-malformed"),
                new Unsound(Octets.zero(2000), "evidence-type-mismatch"),
                new Unsound(quote.then(Octets.utf8("tail")), "evidence-trailing-bytes"),
                new Unsound(quote.flipped(48 + 64), "quote-signature-invalid"));
    }

    @Test
    @Tag("AD-01")
    void recordsEachRefusedEvidenceOnceWithTheReasonGiven() {
        for (Unsound unsound : unsound()) {
            int before = recorded();
            Refusal refused = posted(Client.SGX, quote(Evidence.base64Url(unsound.quote()))).is(400, "InvalidQuote");
            assertEquals(unsound.reason(), refused.reason().orElseThrow());
            assertEquals(before + 1, recorded());
            assertEquals(List.of("reject " + unsound.reason()), service.audit().newest("demo", 1));
        }
    }

    @Test
    @Tag("EV-03")
    void answersEveryWrongLengthWithAReasonAndOneRecord() {
        List<Octets> quotes = Stream.of(Lengths.wrong(good.quote()), Lengths.truncated(good.quote(), 97))
                .flatMap(List::stream).toList();
        quotes.forEach(wrong -> unsound(Client.SGX, quote(Evidence.base64Url(wrong))));
        List<Octets> reports = Lengths.wrongHeader(good.openEnclaveReport());
        reports.forEach(wrong -> unsound(Client.OPEN_ENCLAVE, "{\"report\":\"" + Evidence.base64Url(wrong) + "\"}"));
        assertEquals(quotes.size() + reports.size(), recorded());
    }

    private void unsound(String path, String body) {
        assertTrue(posted(path, body).is(400, "InvalidQuote").reason().isPresent(), body);
    }

    @Test
    void tellsAnOpenEnclaveReportFromAQuote() {
        posted(Client.SGX, quote(Evidence.base64Url(good.openEnclaveReport()))).says("/attest/OpenEnclave");
        posted(Client.OPEN_ENCLAVE, "{\"report\":\"" + Evidence.base64Url(good.quote()) + "\"}")
                .says("/attest/SgxEnclave");
        assertEquals(2, recorded());
    }

    @Test
    void recordsDataThatTheEvidenceDoesNotBind() {
        Evidence other = new Evidence(good.attester(), good.quote(), Octets.utf8("{\"a\":2}"));
        Refusal refused = posted(Client.SGX, other.sgxRequest("JSON")).is(400, "InvalidParameter");
        assertEquals("runtime-data-mismatch", refused.reason().orElseThrow());
        assertEquals(1, recorded());
    }

    @Test
    @Tag("TE-03")
    void trustsNoEmulatedPlatformOutsideTheDemo() {
        int before = service.audit().count("default");
        Refusal refused = Refusal.in(service.client("default").post(Client.SGX, good.sgxRequest("JSON")))
                .is(400, "InvalidQuote");
        assertEquals("root-not-trusted", refused.reason().orElseThrow());
        assertEquals(before + 1, service.audit().count("default"));
        assertEquals(0, recorded());
    }

    @Test
    void answersGoodEvidenceAfterThousandsOfBadRequests() {
        List<String> bodies = Stream.concat(malformed().map(Malformed::body),
                unsound().stream().map(unsound -> quote(Evidence.base64Url(unsound.quote())))).toList();
        int rounds = 100;
        long answered = Collections.nCopies(rounds, bodies).parallelStream().flatMap(List::stream)
                .map(body -> demo.post(Client.SGX, body)).filter(answer -> answer.status() == 400).count();
        assertEquals((long) rounds * bodies.size(), answered, "every one is refused for what it is");
        assertEquals(rounds * unsound().size(), recorded(), "one record for each evidence, none for anything else");
        Token token = demo.post(Client.SGX, good.sgxRequest("JSON")).token();
        assertTrue(service.audit().jtis("demo").contains(token.jti()));
    }
}
