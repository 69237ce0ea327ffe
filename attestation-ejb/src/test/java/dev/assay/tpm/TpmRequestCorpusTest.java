package dev.assay.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.Appraisal;
import dev.assay.bytes.Bytes;
import dev.assay.corpus.Corpus;
import dev.assay.corpus.Corpus.Case;
import dev.assay.evidence.Check;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Verdict;
import dev.assay.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Genuine quotes as a payload alone, under a policy that lives with a key it does not know. */
@Tag("TP-02")
class TpmRequestCorpusTest {
    private static final Tenant LENIENT = Tenant.usual().knowingNothing().with(Tenant.policy(
            "=>issueproperty(type=\"require_valid_aik_cert\",value=false);"
                    + "=>issueproperty(type=\"required_pcr_mask\",value=255);",
            "=>permit();", ""));

    @Test
    void genuineQuoteOfALinuxMachinePasses() {
        Case found = Corpus.orSkip().find("tpm", "quote-good-1");
        Appraisal appraisal = LENIENT.appraise(payload(found, challenge(found)));
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        JsonObject attest = found.expected().getJsonObject("attest");
        assertEquals(attest.getInt("reset_count"), appraisal.tpm().orElseThrow().resetCount());
    }

    /** Its log leads elsewhere in register 0, though quote and digest hold. */
    @Test
    void genuineQuoteWithTheWrongLogFailsItsReplay() {
        Case found = Corpus.orSkip().find("tpm", "quote-failed-1");
        Appraisal appraisal = LENIENT.appraise(payload(found, challenge(found)));
        assertEquals(Reason.BOOT_LOG_MISMATCH, appraisal.reason());
        assertTrue(appraisal.detail().contains("register 0 "), appraisal.detail());
    }

    /** Three banks, of which the log has two: SHA-256 is what it can be judged by. */
    @Test
    @Tag("TP-04")
    void genuineQuoteOfThreeBanksIsJudgedByTheBankItsLogKeeps() {
        Case found = Corpus.orSkip().find("tpm", "quote-ludmilla");
        Appraisal appraisal = LENIENT.appraise(payload(found, challenge(found)));
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote-good-1", "quote-failed-1", "quote-ludmilla"})
    void genuineQuotesAnswerNoOtherChallenge(String id) {
        Case found = Corpus.orSkip().find("tpm", id);
        assertEquals(Reason.CHALLENGE_MISMATCH, LENIENT.appraise(payload(found, Bytes.hex("00"))).reason());
    }

    @Test
    void strictTenantDoesNotKnowTheKey() {
        Case found = Corpus.orSkip().find("tpm", "quote-good-1");
        Tenant strict = LENIENT.with(Tenant.policy("=>issueproperty(type=\"required_pcr_mask\",value=255);",
                "=>permit();", ""));
        assertEquals(Reason.ATTESTATION_KEY_NOT_TRUSTED,
                strict.appraise(payload(found, challenge(found))).reason());
    }

    /** All of checklist D but the log, which the case has none of. */
    @Test
    void genuineQuoteOfASoftwareTpmPassesWithItsRegistersUntouched() {
        Case found = Corpus.orSkip().find("tpm", "quote-trustee-swtpm");
        String spki = Corpus.read(found.folder().resolve("evidence.json")).getString("ak_public");
        assertTrue(Base64.getDecoder().decode(spki).length > 200);
        Appraisal appraisal = LENIENT.appraise(Bytes.utf8("{\"challenge\":\"" + challenge(found).toBase64Url()
                + "\",\"tpm_att_data\":{\"current_attestation\":{\"aik_pub\":" + rsa(file(found, "ak.spki.der"))
                + ",\"pcrs\":[{\"algorithm\":11,\"values\":[" + untouched() + "]}]," + signed(found) + "}}}"));
        assertEquals(java.util.List.of(), appraisal.checks().stream()
                .filter(check -> check.outcome() == Check.Outcome.FAIL).map(Check::id).toList(), appraisal.detail());
    }

    private static String untouched() {
        return java.util.stream.IntStream.range(0, 24).mapToObj(i -> "{\"index\":" + i + ",\"digest\":\""
                + Bytes.hex((i >= 17 && i <= 22 ? "ff" : "00").repeat(32)).toBase64Url() + "\"}")
                .collect(Collectors.joining(","));
    }

    private static String rsa(Bytes spki) {
        try {
            var key = (java.security.interfaces.RSAPublicKey) java.security.KeyFactory.getInstance("RSA")
                    .generatePublic(new java.security.spec.X509EncodedKeySpec(spki.toArray()));
            return SoftKeys.jwk(new java.security.KeyPair(key, null));
        } catch (java.security.GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static Bytes payload(Case found, Bytes challenge) {
        return Bytes.utf8("{\"challenge\":\"" + challenge.toBase64Url()
                + "\",\"tpm_att_data\":{\"current_attestation\":{\"aik_pub\":" + aik(found)
                + ",\"logs\":[{\"type\":\"TCG\",\"log\":\"" + file(found, "eventlog.bin").toBase64Url()
                + "\"}],\"pcrs\":[" + banks(Corpus.read(found.folder().resolve("pcrs.json"))) + "]," + signed(found)
                + "}}}");
    }

    /** Where two keys fit the one signature there is, either will do. */
    private static String aik(Case found) {
        String text = file(found, Files.exists(found.folder().resolve("aik.json"))
                ? "aik.json"
                : "aik_candidates.json").asUtf8().strip();
        JsonValue value = StrictJson.document("aik", text).orElseThrow();
        JsonObject aik = value instanceof JsonArray candidates ? candidates.getJsonObject(0) : value.asJsonObject();
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + Bytes.hex(aik.getString("x")).toBase64Url()
                + "\",\"y\":\"" + Bytes.hex(aik.getString("y")).toBase64Url() + "\"}";
    }

    private static String banks(JsonObject banks) {
        return banks.keySet().stream().map(bank -> "{\"algorithm\":" + switch (bank) {
            case "sha1" -> 4;
            case "sha256" -> 11;
            default -> 12;
        } + ",\"values\":[" + values(banks.getJsonObject(bank)) + "]}").collect(Collectors.joining(","));
    }

    private static String values(JsonObject registers) {
        return registers.keySet().stream().map(index -> "{\"index\":" + index + ",\"digest\":\""
                + Bytes.hex(registers.getString(index)).toBase64Url() + "\"}").collect(Collectors.joining(","));
    }

    private static String signed(Case found) {
        return "\"quote\":\"" + file(found, "quote.attest").toBase64Url() + "\",\"signature\":\""
                + file(found, "quote.sig").toBase64Url() + "\"";
    }

    private static Bytes challenge(Case found) {
        return Bytes.hex(found.expected().getJsonObject("attest").getString("extra_data"));
    }

    private static Bytes file(Case found, String name) {
        try {
            return Bytes.copyOf(Files.readAllBytes(found.folder().resolve(name)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
