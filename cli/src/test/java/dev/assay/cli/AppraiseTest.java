package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppraiseTest {
    @TempDir
    Path path;
    private EmulatedFolder folder;

    @BeforeEach
    void write() throws IOException {
        folder = EmulatedFolder.genuine(path);
    }

    private Run trusting(String... more) {
        return Run.of(Stream.concat(Stream.of(folder.appraise("--root", folder.file("trusted_root.pem"))),
                Stream.of(more)).toArray(String[]::new));
    }

    private static JsonObject json(Run run) {
        return StrictJson.object("standard output", Bytes.utf8(run.out()));
    }

    private static List<String> checkIds(JsonObject answer) {
        return answer.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .map(check -> check.getString("id")).toList();
    }

    @Test
    void printsOneObjectWithEverythingThatExplainsTheVerdict() {
        Run run = trusting();
        JsonObject answer = json(run);
        assertEquals(0, run.code(), run.err());
        assertEquals("permit", answer.getString("verdict"), run.out());
        assertEquals("permitted", answer.getString("reason"));
        assertEquals(List.of("verdict", "reason", "detail", "evidence", "status", "checks", "claims", "tokenClaims",
                "trustAnchors", "notes"), List.copyOf(answer.keySet()));
        assertEquals(List.of("tcb", "qe", "module", "result", "tcbDate", "advisories", "evaluationNumber"),
                List.copyOf(answer.getJsonObject("status").keySet()));
        assertEquals("UpToDate", answer.getJsonObject("status").getString("result"));
        assertEquals(JsonValue.NULL, answer.getJsonObject("status").get("module"));
        assertTrue(answer.getJsonObject("evidence").getJsonObject("quote").getJsonObject("body")
                .getString("mrenclave").matches("[0-9a-f]{64}"), run.out());
    }

    @Tag("SG-01")
    @Test
    void listsEveryStepOfTheChecklistInOrder() {
        List<String> expected = IntStream.rangeClosed(1, 25).boxed()
                .flatMap(step -> step == 11 ? Stream.of("A.11", "A.11a") : Stream.of("A." + step)).toList();
        assertEquals(expected, checkIds(json(trusting())));
        assertEquals(expected, checkIds(json(Run.of(folder.appraise()))));
    }

    @Test
    void givesEachClaimItsTypeValueAndIssuer() {
        JsonObject answer = json(trusting());
        JsonObject debuggable = answer.getJsonArray("claims").getValuesAs(JsonObject.class).stream()
                .filter(claim -> claim.getString("type").equals("x-ms-sgx-is-debuggable")).findFirst().orElseThrow();
        assertEquals(JsonValue.FALSE, debuggable.get("value"));
        assertEquals("Boolean", debuggable.getString("valueType"));
        assertEquals("AttestationService", debuggable.getString("issuer"));
        assertEquals("sgx", answer.getJsonObject("tokenClaims").getString("x-ms-attestation-type"));
    }

    @Tag("PK-01")
    @Test
    void rejectsARootNobodyPinnedAndSaysSoWhereOneWasAdded() {
        Run untrusted = Run.of(folder.appraise());
        assertEquals(2, untrusted.code());
        assertEquals("root-not-trusted", json(untrusted).getString("reason"));
        assertEquals(List.of(), json(untrusted).getJsonArray("notes").getValuesAs(JsonString::getString));
        JsonObject trusted = json(trusting());
        assertTrue(trusted.getJsonArray("notes").getString(0).contains("--root"));
        assertFalse(trusted.getJsonArray("trustAnchors").getJsonObject(1).getBoolean("vendor"));
    }

    @Test
    void isUnavailableWithoutARevocationListUnlessAskedToDoWithout() throws IOException {
        Files.delete(path.resolve("pck_crl.der"));
        Run without = trusting();
        assertEquals(3, without.code(), without.out());
        assertEquals("crl-missing", json(without).getString("reason"));
        assertTrue(json(without).getString("detail").contains("pck_crl.der is not in the collateral folder"));
        Run asked = trusting("--without-revocation");
        assertEquals(0, asked.code(), asked.out());
        assertTrue(json(asked).getJsonArray("notes").getString(1).contains("Revocation was not checked"));
    }

    @Test
    void deniesWhatThePolicyDenies() throws IOException {
        Files.writeString(path.resolve("policy.txt"), "version= 1.0;authorizationrules{=> deny();};issuancerules{};");
        Run run = trusting("--policy", folder.file("policy.txt"));
        assertEquals(1, run.code(), run.out());
        assertEquals("policy-denied", json(run).getString("reason"));
    }

    @Test
    void refusesAPolicyThatDoesNotParseAsWrongUsage() throws IOException {
        Files.writeString(path.resolve("policy.txt"), "version= 1.0;\nauthorizationrules{=> allow();};");
        Run run = trusting("--policy", folder.file("policy.txt"));
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("--policy is not a policy:") && run.err().contains("line 2"), run.err());
    }

    @Tag("EV-08")
    @Test
    void returnsBoundDataAsItsFileNameSays() {
        JsonObject decoded = json(trusting("--runtime-data", folder.file("held.json"))).getJsonObject("tokenClaims");
        assertEquals("world", decoded.getJsonObject("x-ms-runtime").getString("hello"));
        JsonObject octets = json(trusting("--runtime-data", folder.file("held.bin"))).getJsonObject("tokenClaims");
        assertEquals(Bytes.utf8(EmulatedFolder.HELD).toBase64Url(), octets.getString("x-ms-sgx-ehd"));
        JsonObject told = json(trusting("--runtime-data", folder.file("held.bin"), "--runtime-data-type", "json"))
                .getJsonObject("tokenClaims");
        assertEquals(decoded, told);
    }

    @Tag("EV-08")
    @Test
    void rejectsDataTheEvidenceDoesNotBind() {
        Run run = trusting("--runtime-data", folder.file("quote.bin"));
        assertEquals(2, run.code());
        assertEquals("runtime-data-mismatch", json(run).getString("reason"));
    }

    @Test
    void hintsAtTextThatWasNotDecoded() throws IOException {
        byte[] quote = Files.readAllBytes(path.resolve("quote.bin"));
        Files.writeString(path.resolve("quote.bin"), HexFormat.of().formatHex(quote));
        Run hex = trusting();
        assertEquals(2, hex.code());
        assertTrue(json(hex).getJsonArray("notes").getString(0).contains("hexadecimal"), hex.out());
        Files.writeString(path.resolve("quote.bin"), Bytes.copyOf(quote).toBase64Url());
        assertTrue(json(trusting()).getJsonArray("notes").getString(0).contains("base64"));
    }

    @Test
    void takesItsBaselineFromAFile() throws IOException {
        Files.writeString(path.resolve("lax.json"),
                "{\"name\":\"lax\",\"acceptedStatuses\":[\"UpToDate\"],\"minimumEvaluationNumber\":4000}");
        Run run = trusting("--baseline", folder.file("lax.json"));
        assertEquals(1, run.code(), run.out());
        assertEquals("tcb-too-old", json(run).getString("reason"));
    }

    @Tag("PK-08")
    @Test
    void refusesARootWhoseKeyIsNoP256Key() throws Exception {
        String certificate = dev.assay.cli.relying.TestIssuer.certificate(dev.assay.cli.relying.TestIssuer.rsa());
        Files.writeString(path.resolve("rsa.pem"),
                "-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n");
        Run run = Run.of(folder.appraise("--root", folder.file("rsa.pem")));
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("holds no P-256 key"), run.err());
    }

    @Test
    void refusesTwoRootsInOneFile() throws IOException {
        String root = Files.readString(path.resolve("trusted_root.pem"));
        Files.writeString(path.resolve("two.pem"), root + root);
        Run run = Run.of(folder.appraise("--root", folder.file("two.pem")));
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("holds 2 certificates"), run.err());
    }
}
