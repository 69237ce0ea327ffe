package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.cli.relying.TestIssuer;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk against an issuer that answers what it is told; the real service is walked by the launcher. */
class WalkTest {
    private static final String ATTEST = "/t/demo/attest/SgxEnclave";

    @TempDir
    Path data;
    private TestIssuer service;

    @BeforeEach
    void open() throws Exception {
        service = new TestIssuer();
    }

    @AfterEach
    void close() {
        service.close();
    }

    private Run walk() {
        return Run.of("walk", "--base-url", service.url().replace("/t/demo", ""), "--data", data.toString());
    }

    /** The service as it should be: it reads the request and speaks of what was sent. */
    private void attests(String mrEnclave) {
        service.answer(ATTEST, body -> {
            JsonObject request = StrictJson.object("request", Bytes.utf8(body));
            JsonObject runtime = request.getJsonObject("runtimeData");
            String held = dev.assay.bytes.Base64Url.decode("data", runtime.getString("data")).asUtf8();
            String enclave = dev.assay.bytes.Base64Url.decode("quote", request.getString("quote")).slice(112, 144)
                    .toHex();
            String claims = service.claims().replace("}", ",\"x-ms-sgx-mrenclave\":\""
                    + (mrEnclave.isEmpty() ? enclave : mrEnclave) + "\",\"x-ms-runtime\":" + held + "}");
            return "{\"token\":\"" + service.token(claims, jws -> {}) + "\"}";
        });
    }

    @Test
    void tellsEveryStepAndLeavesARequestToPaste() throws Exception {
        attests("");
        Run run = walk();
        assertEquals(0, run.code(), run.err());
        for (String heading : new String[]{"1  Evidence", "2  Attestation", "3  Relying party", "4  Result"})
            assertTrue(run.lines().contains(heading), run.out());
        assertTrue(run.out().contains("Signature: the token is signed with that key"), run.out());
        JsonObject pasted = StrictJson.object("request",
                Bytes.copyOf(Files.readAllBytes(data.resolve("demo/sgx-request.json"))));
        assertEquals("JSON", pasted.getJsonObject("runtimeData").getString("dataType"));
    }

    @Test
    void leavesWhatAppraiseTakes() {
        attests("");
        assertEquals(0, walk().code());
        String demo = data.resolve("demo").toString();
        Run run = Run.of("appraise", "--type", "sgx", "--evidence", demo + "/quote.bin", "--collateral", demo, "--at",
                EmulatedFolder.AT.toString(), "--root", demo + "/trusted_root.pem", "--runtime-data",
                demo + "/held.json");
        assertEquals(ExitCode.OK, run.code(), run.out());
    }

    @Test
    void usesTheInstallationThatIsThere() throws Exception {
        attests("");
        assertEquals(0, walk().code());
        byte[] root = Files.readAllBytes(data.resolve("emulator/root.pem"));
        assertEquals(0, walk().code());
        assertEquals(Bytes.copyOf(root), Bytes.copyOf(Files.readAllBytes(data.resolve("emulator/root.pem"))));
    }

    @Test
    void stopsWhereTheTokenSpeaksOfAnotherEnclave() {
        attests("00");
        Run run = walk();
        assertEquals(ExitCode.REFUSED, run.code());
        assertTrue(run.err().startsWith("The walk stopped: the token speaks of another enclave"), run.err());
    }

    @Test
    void stopsWithTheServicesOwnReason() {
        service.publish(ATTEST, 503,
                "{\"error\":{\"code\":\"Unavailable\",\"message\":\"tcb_info.json is missing.\"}}");
        Run run = walk();
        assertEquals(ExitCode.REFUSED, run.code());
        assertEquals("The walk stopped: the service answered 503 to the attest call: Unavailable, "
                + "tcb_info.json is missing.", run.err().strip());
    }

    @Test
    void stopsWhereNothingAnswers() {
        service.close();
        Run run = walk();
        assertEquals(ExitCode.COULD_NOT_TELL, run.code());
        assertTrue(run.err().contains("is the service running"), run.err());
    }
}
