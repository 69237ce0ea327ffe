package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.evidence.Reason;
import dev.assay.evidence.Verdict;
import dev.assay.service.Outcome;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PERMITTED")
    @Tag("DO-10")
    void answersAVerdictWith400AndACannotTellWith503(Reason reason) {
        int expected = reason.verdict() == Verdict.UNAVAILABLE ? 503 : 400;
        if (reason == Reason.DEVICE_CONFLICT)
            expected = 409;
        assertEquals(expected, Answers.code(reason).status());
    }

    @ParameterizedTest
    @CsvSource({"QUOTE_SIGNATURE_INVALID, InvalidQuote, quote-signature-invalid",
            "EVIDENCE_MALFORMED, InvalidQuote, evidence-malformed",
            "RUNTIME_DATA_MISMATCH, InvalidParameter, runtime-data-mismatch",
            "TCB_STATUS_NOT_ACCEPTED, InvalidParameter, tcb-status-not-accepted",
            "CHALLENGE_USED, InvalidParameter, challenge-used",
            "SERVICE_CONTEXT_INVALID, InvalidParameter, service-context-invalid",
            "DEVICE_CONFLICT, Conflict, device-conflict",
            "BOOT_LOG_MISMATCH, InvalidQuote, boot-log-mismatch",
            "POLICY_DENIED, PolicyEvaluationError, policy-denied",
            "POLICY_BUDGET, PolicyEvaluationError, policy-budget"})
    void putsTheReasonCodeInside(Reason reason, String code, String inner) {
        Answer answer = Answers.of(new Outcome.Refused(reason, "Why."));
        assertEquals("""
                {"error":{"code":"%s","message":"Why.","innererror":{"code":"%s","message":"Why."}}}"""
                .formatted(code, inner), answer.body().toString());
        assertEquals(code, answer.headers().get("x-ms-error-code"));
        assertEquals(400, answer.status());
    }

    @Test
    void saysWhenToTryAgain() {
        Answer answer = Answers.of(new Outcome.Unavailable(Reason.CRL_EXPIRED, "Why.", Duration.ofSeconds(30)));
        assertEquals(503, answer.status());
        assertEquals("30", answer.headers().get("Retry-After"));
        assertEquals("1", Answers.of(new Outcome.Unavailable(Reason.OVERLOADED, "Why.", Duration.ofMillis(80)))
                .headers().get("Retry-After"));
    }

    @Test
    void hasNoRetryAfterOnAVerdict() {
        assertFalse(Answers.of(new Outcome.Refused(Reason.POLICY_DENIED, "Why.")).headers().containsKey("Retry-After"));
    }

    @Test
    void returnsATokenAsTheProtocolHasIt() {
        Answer answer = Answers.of(new Outcome.Issued("a.b.c"));
        assertEquals(200, answer.status());
        assertEquals("{\"token\":\"a.b.c\"}", answer.body().toString());
        assertEquals("no-store", answer.headers().get("Cache-Control"));
    }

    @Test
    void mapsTheCallersOwnMistakesByTheirCode() {
        Answer answer = Answers.of(new Outcome.BadRequest("PolicyParsingError", "Line 1."));
        assertEquals("{\"error\":{\"code\":\"PolicyParsingError\",\"message\":\"Line 1.\"}}",
                answer.body().toString());
        assertThrows(RuntimeException.class, () -> Answers.of(new Outcome.BadRequest("NoSuchCode", "")));
        assertEquals(404, Answers.of(new Outcome.NoSuchTenant()).status());
    }

    @ParameterizedTest
    @CsvSource({"400, BadRequest", "404, NotFound", "405, MethodNotAllowed", "413, RequestBodyTooLarge",
            "414, BadRequest", "415, UnsupportedMediaType", "431, BadRequest", "500, InternalError",
            "503, ServiceUnavailable", "501, InternalError"})
    void givesTheContainersOwnErrorsTheSameBody(int status, String code) {
        Answer answer = Statuses.answer(status);
        assertEquals(status, answer.status());
        assertEquals(code, answer.body().getJsonObject("error").getString("code"));
        assertFalse(answer.body().getJsonObject("error").getString("message").isEmpty());
    }

    @Test
    @Tag("PO-11")
    void tellsAnybodyTheRulesPlacesAndComparisonsOnlyWhereTheyAreGiven() {
        Outcome.Refused refused = new Outcome.Refused(Reason.POLICY_DENIED, "Why.",
                List.of(new Outcome.RulePlace("authorizationrules", 2, 4)), Optional.empty());
        JsonObject inner = inner(refused);
        assertEquals(4, inner.getJsonArray("rules").getJsonObject(0).getInt("line"));
        assertFalse(inner.containsKey("explanation"));
        assertTrue(inner(new Outcome.Refused(refused.reason(), refused.detail(), refused.rules(),
                Optional.of(JsonValue.EMPTY_JSON_ARRAY))).containsKey("explanation"));
        assertEquals(Set.of("code", "message"),
                inner(new Outcome.Refused(Reason.QUOTE_SIGNATURE_INVALID, "Why.")).keySet());
    }

    private static JsonObject inner(Outcome outcome) {
        return Answers.of(outcome).body().getJsonObject("error").getJsonObject("innererror");
    }
}
