package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
    @TempDir
    Path path;
    private EmulatedFolder folder;

    @BeforeEach
    void write() throws IOException {
        folder = EmulatedFolder.genuine(path);
    }

    private String request(String id, String more) {
        return "{\"id\":%s,\"type\":\"sgx\",\"evidence\":\"%s\",\"collateral\":\"%s\",\"root\":\"%s\",\"at\":\"%s\"%s}"
                .formatted(id, folder.file("quote.bin"), path, folder.file("trusted_root.pem"), EmulatedFolder.AT,
                        more);
    }

    private static List<JsonObject> answers(Run run) {
        assertEquals(0, run.code(), run.err());
        return run.lines().stream().map(line -> StrictJson.object("answer", Bytes.utf8(line))).toList();
    }

    private JsonObject only(String line) {
        List<JsonObject> answers = answers(Run.withInput(line + "\n", "appraise", "--batch"));
        assertEquals(1, answers.size());
        return answers.getFirst();
    }

    @Test
    void answersEveryLineInOrderWithItsOwnId() {
        String lines = IntStream.range(0, 200).mapToObj(i -> i % 3 == 2
                ? "{\"id\":" + i + ",\"type\":7}"
                : request(Integer.toString(i), "")).reduce("", (all, line) -> all + line + "\n");
        List<JsonObject> answers = answers(Run.withInput(lines, "appraise", "--batch"));
        assertEquals(IntStream.range(0, 200).boxed().toList(),
                answers.stream().map(answer -> answer.getInt("id")).toList());
        answers.forEach(answer -> assertEquals(answer.getInt("id") % 3 == 2 ? "" : "permit",
                answer.getString("verdict", "")));
    }

    @Test
    void goesOnAfterALineThatIsNoRequest() {
        List<JsonObject> answers = answers(Run.withInput("hello\n\n" + request("\"b\"", ""), "appraise", "--batch"));
        assertEquals(2, answers.size());
        assertTrue(answers.get(0).getString("error").contains("not JSON")
                || answers.get(0).getString("error").contains("not a JSON object"), answers.get(0).toString());
        assertTrue(answers.get(0).isNull("id"));
        assertEquals("b", answers.get(1).getString("id"));
        assertEquals("permit", answers.get(1).getString("verdict"));
    }

    @Test
    void answersAsTheCommandForOneDoes() {
        JsonObject answer = only(request("1", ""));
        Run one = Run.of(folder.appraise("--root", folder.file("trusted_root.pem")));
        JsonObject alone = StrictJson.object("answer", Bytes.utf8(one.out()));
        for (String member : List.of("verdict", "reason", "detail", "evidence", "status", "checks", "claims",
                "tokenClaims", "trustAnchors"))
            assertEquals(alone.get(member), answer.get(member), member);
    }

    @Test
    void takesEvidenceHeldDataAndPolicyInTheLineItself() throws IOException {
        Base64.Encoder base64 = Base64.getEncoder();
        JsonObject answer = only(("{\"id\":{\"n\":1},\"type\":\"SgxEnclave\",\"evidenceBase64\":\"%s\","
                + "\"collateral\":\"%s\",\"root\":[\"%s\"],\"at\":\"%s\",\"runtimeDataBase64\":\"%s\",\"policy\":null,"
                + "\"policyText\":\"version= 1.0;authorizationrules{=> permit();};issuancerules{=> issue(type=\\\"x\\\","
                + " value=7);};\",\"baseline\":\"azure\",\"revocation\":false}").formatted(
                        base64.encodeToString(Files.readAllBytes(path.resolve("quote.bin"))), path,
                        folder.file("trusted_root.pem"), EmulatedFolder.AT,
                        base64.encodeToString(EmulatedFolder.HELD.getBytes(StandardCharsets.UTF_8))));
        assertEquals("permit", answer.getString("verdict", ""), answer.toString());
        assertEquals(1, answer.getJsonObject("id").getInt("n"));
        assertEquals(7, answer.getJsonObject("tokenClaims").getInt("x"));
        assertTrue(answer.getJsonObject("tokenClaims").containsKey("x-ms-sgx-ehd"));
        assertTrue(answer.getJsonArray("notes").toString().contains("Revocation was not checked"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":1}                                              | type is missing
            {"id":1,"type":"sgx"}                                 | evidence is missing
            {"id":1,"type":"sgx","evidence":"/no/such/file"}      | evidence: there is no file
            {"id":1,"type":"sgx","evidenceBase64":"-_"}           | evidenceBase64 is not standard base64
            {"id":1,"type":"sgx","evidenceBase64":"AwA="}         | at is missing
            {"id":1,"type":"sgx","evidenceBase64":"AwA=","evidence":"x"} | exclude each other
            {"id":1,"type":"sgx","evidenceBase64":"AwA=","at":5}  | at is a string
            {"id":1,"type":"sgx","revocation":"no"}               | revocation is true or false
            {"id":1,"type":"sgx","Evidence":"x"}                  | "Evidence" is not a member
            {"id":1,"id":2}                                       | occurs twice
            """)
    void answersAnErrorForARequestThatCannotBeUsed(String line, String expected) {
        JsonObject answer = only(line);
        assertTrue(answer.getString("error").contains(expected), answer.toString());
    }

    @Test
    void listsEveryProblemOfAPolicy() {
        JsonObject answer = only(request("1", ",\"policyText\":\"version= 9.9;\""));
        assertTrue(answer.getString("error").contains("policyText is not a policy"), answer.toString());
        assertTrue(!answer.getJsonArray("problems").isEmpty());
    }

    @Test
    void refusesALineBeyondEightMebibytesAndGoesOn() {
        String long8 = "\"" + "x".repeat(LineReader.MAX_OCTETS) + "\"\n";
        List<JsonObject> answers = answers(Run.withInput(long8 + request("2", ""), "appraise", "--batch"));
        assertTrue(answers.get(0).getString("error").contains("longer than 8 MiB"));
        assertEquals(2, answers.get(1).getInt("id"));
    }

    @Timeout(60)
    @Test
    void answersALineBeforeTheNextIsSent() throws Exception {
        PipedOutputStream requests = new PipedOutputStream();
        PipedInputStream answers = new PipedInputStream(1 << 16);
        Terminal terminal = new Terminal(new PipedInputStream(requests),
                new PrintStream(new PipedOutputStream(answers), true, StandardCharsets.UTF_8), System.err, Map.of(),
                Clock.systemUTC());
        CompletableFuture<Integer> run = CompletableFuture
                .supplyAsync(() -> Main.run(terminal, "appraise", "--batch"));
        var reader = new java.io.BufferedReader(new java.io.InputStreamReader(answers, StandardCharsets.UTF_8));
        for (String id : List.of("1", "2")) {
            requests.write((request(id, "") + "\n").getBytes(StandardCharsets.UTF_8));
            requests.flush();
            assertTrue(reader.readLine().startsWith("{\"id\":" + id));
        }
        requests.close();
        assertEquals(0, run.get());
    }
}
