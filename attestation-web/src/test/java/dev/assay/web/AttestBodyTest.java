package dev.assay.web;

import static dev.assay.evidence.AttestationType.OPEN_ENCLAVE;
import static dev.assay.evidence.AttestationType.SGX_ENCLAVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.HeldData;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestBodyTest {
    @Test
    void readsWhatTheSdksSend() {
        AttestBody body = sgx("""
                {"quote":"AwACAAAA","runtimeData":{"data":"eyJrIjoxfQ","dataType":"JSON"},
                 "initTimeData":{"data":"AA","dataType":"Binary"},"nonce":"n","draftPolicyForAttestation":"a.b."}""");
        assertEquals(Bytes.hex("030002000000"), body.request().evidence());
        assertEquals(Optional.of(new HeldData(Bytes.utf8("{\"k\":1}"), HeldData.Kind.JSON)),
                body.request().runtimeData());
        assertEquals(Optional.of(new HeldData(Bytes.hex("00"), HeldData.Kind.BINARY)), body.request().initTimeData());
        assertEquals(Optional.of("n"), body.request().nonce());
        assertEquals(Optional.of("a.b."), body.draftPolicy());
    }

    @Test
    void matchesNamesAndDataTypesWithoutCase() {
        AttestBody body = read(OPEN_ENCLAVE,
                "{\"REPORT\":\"AQ\",\"runTimeData\":{\"DATA\":\"AA\",\"datatype\":\"bINARY\"}}");
        assertEquals(Optional.of(new HeldData(Bytes.hex("00"), HeldData.Kind.BINARY)), body.request().runtimeData());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"quote\":\"AwAC\",\"other\":[1,{\"a\":null}]}",
            "{\"quote\":\"AwAC\",\"runtimeData\":null,\"nonce\":null,\"draftPolicyForAttestation\":null}"})
    void ignoresUnknownMembersAndTakesNullForAbsent(String json) {
        AttestBody body = sgx(json);
        assertEquals(Optional.empty(), body.request().runtimeData());
        assertEquals(Optional.empty(), body.request().nonce());
        assertEquals(Optional.empty(), body.draftPolicy());
    }

    @Test
    void takesANumberAsNonceAsItIsWritten() {
        assertEquals(Optional.of("9007199254740993"),
                sgx("{\"quote\":\"AA\",\"nonce\":9007199254740993}").request().nonce());
    }

    @Test
    @Tag("EV-06")
    void takesTheExactPaddingSomeClientsSend() {
        assertEquals(Bytes.hex("0300"), sgx("{\"quote\":\"AwA=\"}").request().evidence());
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(bad("", "body"), bad("[]", "is not a JSON object"), bad("\"x\"", "is not a JSON object"),
                bad("{", "body"), bad("{}{}", "body"), bad("{\"quote\":\"AA\",}", "is not JSON"),
                bad("{'quote':'AA'}", "is not JSON"), bad("{\"quote\":\"AA\"} x", "body"),
                bad("{\"quote\":\"AA\",\"quote\":\"AA\"}", "occurs twice"),
                bad("{\"quote\":\"AA\",\"Quote\":\"AA\"}", "occurs twice"),
                bad("{\"quote\":\"AA\",\"qu\\u006fte\":\"AA\"}", "occurs twice"),
                bad("{\"quote\":\"AA\",\"x\":1,\"X\":1}", "occurs twice"),
                bad("{\"quote\":\"AA\",\"runtimeData\":{\"data\":\"AA\",\"DATA\":\"AA\",\"dataType\":\"JSON\"}}",
                        "occurs twice"),
                bad("{\"quote\":\"AA\",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}", "nested deeper"),
                bad("{\"quote\":\"AA\",\"x\":" + "{\"a\":".repeat(100_000), "nested deeper"),
                bad("{\"quote\":\"AA\",\"x\":[" + "1,".repeat(10_001) + "1]}", "10 000 members"),
                bad("{\"quote\":\"AA\",\"nonce\":1e999999999}", "exponent"),
                bad("{\"quote\":\"AA\",\"nonce\":" + "1".repeat(65) + "}", "64 characters"),
                bad("{\"quote\":\"AA\",\"nonce\":NaN}", "is not JSON"),
                bad("{\"quote\":\"AA\",\"nonce\":\"\\ud800\"}", "surrogate"),
                bad("\uFEFF{\"quote\":\"AA\"}", "byte order mark"), bad("{}", "quote: is missing"),
                bad("{\"quote\":null}", "quote: is missing"),
                bad("{\"report\":\"AA\"}", "the body has report, which /attest/OpenEnclave takes"),
                bad("{\"quote\":7}", "quote: is not a string"), bad("{\"quote\":{}}", "quote: is not a string"),
                bad("{\"quote\":[\"AA\"]}", "quote: is not a string"), bad("{\"quote\":\"\"}", "quote: is empty"),
                bad("{\"quote\":\"Aw+C\"}", "standard base64"), bad("{\"quote\":\"Aw/C\"}", "standard base64"),
                bad("{\"quote\":\"AwAC \"}", "white space"), bad("{\"quote\":\"AwA\\nCAAAA\"}", "white space"),
                bad("{\"quote\":\"A===\"}", "quote"), bad("{\"quote\":\"AA=\"}", "padding"),
                bad("{\"quote\":\"AA=A\"}", "quote"), bad("{\"quote\":\"AAAAA\"}", "quote"),
                bad("{\"quote\":\"AB\"}", "bits that must be zero"), bad("{\"quote\":\"AB==\"}", "must be zero"),
                bad("{\"quote\":\"\u00e9\"}", "alphabet"),
                bad("{\"quote\":\"-----BEGIN CERTIFICATE-----\\nMIIB\"}", "PEM"),
                bad("{\"quote\":\"" + "0300020000000000".repeat(8) + "\"}", "hexadecimal"),
                bad("{\"quote\":\"" + "0300020000000A0A".repeat(8) + "\"}", "hexadecimal"),
                bad("{\"quote\":\"AA\",\"runtimeData\":\"AA\"}", "runtimeData: is not an object"),
                bad("{\"quote\":\"AA\",\"runtimeData\":{}}", "runtimeData.data: is missing"),
                bad("{\"quote\":\"AA\",\"runtimeData\":{\"data\":\"AA\"}}", "runtimeData.dataType: is missing"),
                bad("{\"quote\":\"AA\",\"runtimeData\":{\"data\":1,\"dataType\":\"JSON\"}}",
                        "runtimeData.data: is not a string"),
                bad("{\"quote\":\"AA\",\"runtimeData\":{\"data\":\"A\",\"dataType\":\"JSON\"}}", "runtimeData.data"),
                bad("{\"quote\":\"AA\",\"initTimeData\":{\"data\":\"AA\",\"dataType\":\"Text\"}}",
                        "initTimeData.dataType: is neither Binary nor JSON"),
                bad("{\"quote\":\"AA\",\"nonce\":{}}", "nonce: is neither"),
                bad("{\"quote\":\"AA\",\"nonce\":true}", "nonce: is neither"),
                bad("{\"quote\":\"AA\",\"nonce\":\"\"}", "nonce: has 0 characters"),
                bad("{\"quote\":\"AA\",\"nonce\":\"" + "n".repeat(1025) + "\"}", "nonce: has 1025 characters"),
                bad("{\"quote\":\"AA\",\"draftPolicyForAttestation\":{}}", "draftPolicyForAttestation: is not a str"));
    }

    private static Arguments bad(String json, String said) {
        return Arguments.of(json.length() > 60 ? json.substring(0, 60) : json, json, said);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("badBodies")
    @Tag("EV-06")
    @Tag("DO-03")
    void namesTheMistake(String shown, String json, String said) {
        MalformedException refused = assertThrows(MalformedException.class, () -> sgx(json));
        assertTrue(refused.getMessage().contains(said), refused.getMessage());
    }

    @Test
    void refusesOctetsThatAreNotUtf8() {
        Bytes latin = Bytes.utf8("{\"quote\":\"AA\",\"x\":\"").concat(Bytes.hex("e922 7d".replace(" ", "")));
        assertThrows(MalformedException.class, () -> AttestBody.read(SGX_ENCLAVE, latin));
    }

    @Test
    void refusesEveryTruncationOfAGoodBody() {
        String good = "{\"quote\":\"AwACAAAA\",\"runtimeData\":{\"data\":\"eyJrIjoxfQ\",\"dataType\":\"JSON\"}}";
        for (int length = 0; length < good.length(); length++) {
            String cut = good.substring(0, length);
            assertThrows(MalformedException.class, () -> sgx(cut), cut);
        }
    }

    @Test
    void neverEchoesWhatWasSent() {
        String secret = "c2VjcmV0LWV2aWRlbmNl+";
        MalformedException refused = assertThrows(MalformedException.class,
                () -> sgx("{\"quote\":\"" + secret + "\"}"));
        assertTrue(!refused.getMessage().contains("c2Vjc"), refused.getMessage());
    }

    @Test
    void recognisesEvidenceSentToTheOtherEndpoint() {
        assertTrue(EvidenceText.hint(SGX_ENCLAVE, Bytes.hex("01000000020000007a12000000000000")).orElseThrow()
                .contains("/attest/OpenEnclave"));
        assertTrue(EvidenceText.hint(OPEN_ENCLAVE, Bytes.hex("0300020000000000")).orElseThrow()
                .contains("/attest/SgxEnclave"));
        assertEquals(Optional.empty(), EvidenceText.hint(SGX_ENCLAVE, Bytes.hex("03000200")));
        assertEquals(Optional.empty(), EvidenceText.hint(OPEN_ENCLAVE, Bytes.EMPTY));
    }

    private static AttestBody sgx(String json) {
        return read(SGX_ENCLAVE, json);
    }

    @Test
    void readsWhatTheOldestPreviewSent() {
        Bytes json = Bytes.utf8("{\"Quote\":\"AQAAAAI=\",\"EnclaveHeldData\":\"AAE\",\"nonce\":\"n\"}");
        AttestBody body = AttestBody.readPreview(OPEN_ENCLAVE, json);
        assertEquals(Bytes.hex("0100000002"), body.request().evidence());
        assertEquals(Optional.of(new HeldData(Bytes.hex("0001"), HeldData.Kind.BINARY)), body.request().runtimeData());
        assertEquals(Optional.empty(), body.request().nonce());
        assertEquals(Optional.empty(), AttestBody.readPreview(SGX_ENCLAVE, Bytes.utf8("{\"quote\":\"AA\"}")).request()
                .runtimeData());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"report\":\"AA\"}", "{\"Quote\":\"\"}", "{\"Quote\":\"AA\",\"quote\":\"AA\"}",
            "{\"Quote\":\"AA\",\"EnclaveHeldData\":{\"data\":\"AA\"}}",
            "{\"Quote\":\"AA\",\"EnclaveHeldData\":\"A+\"}"})
    void rejectsAPreviewBodyThatIsNotItsOwn(String json) {
        assertThrows(MalformedException.class, () -> AttestBody.readPreview(SGX_ENCLAVE, Bytes.utf8(json)));
    }

    private static AttestBody read(AttestationType type, String json) {
        return AttestBody.read(type, Bytes.utf8(json));
    }
}
