package dev.assay.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.Appraisal;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Check;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a request: what is taken, what is refused, and that nothing hostile costs more than its size. */
class TpmRequestTest {
    @Test
    void readsChallengeAndContextWithoutTheRest() {
        Bytes request = new RequestDraft().jws();
        assertEquals(RequestDraft.CHALLENGE, TpmRequest.read(request).challenge());
        assertEquals(Optional.of("c2M"), TpmRequest.read(request).serviceContext());
        RequestDraft broken = new RequestDraft();
        broken.current.magic = 0;
        assertEquals(new ChallengeAnswer(RequestDraft.CHALLENGE, Optional.of("c2M")),
                ChallengeAnswer.read(broken.jws()));
        assertThrows(MalformedException.class, () -> TpmRequest.read(broken.jws()));
    }

    @Test
    @Tag("EV-05")
    void keepsTheTextOfEveryKeyAsSent() {
        RequestDraft draft = new RequestDraft();
        draft.otherKeys.add("{\"info\":{},\"jwk\":\n" + SoftKeys.jwk(SoftKeys.OTHER) + " }");
        TpmRequest request = TpmRequest.read(draft.jws());
        assertEquals(SoftKeys.jwk(SoftKeys.REQUEST), request.keys().signer().orElseThrow().raw());
        assertEquals(SoftKeys.jwk(SoftKeys.OTHER), request.keys().others().getFirst().raw());
    }

    /** maa-tokens §12. */
    @Test
    void bindsAKeyAsThePublishedVectorDoes() {
        var binding = new KeyBinding.Quoted("sha-256", dev.assay.tpm2.TpmHash.SHA256);
        assertEquals(Bytes.hex("9661f9c3fce0b1b8eb9df3beecc9013b6f989c77fd8548e557e0c41498bba8ce"),
                binding.expected("{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", RequestDraft.CHALLENGE));
    }

    @Test
    void takesMembersBesideAttTypeWithoutAttData() {
        RequestDraft draft = new RequestDraft();
        draft.payload = text -> text.replace("\"att_data\":{", "").replaceFirst("}$", "");
        assertEquals(Verdict.PERMIT, Tenant.usual().appraise(draft.jws()).verdict());
    }

    @Test
    void takesAPayloadAloneAndSaysItIsUnsigned() {
        Appraisal appraisal = Tenant.usual().appraise(new RequestDraft().bare());
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        Check signature = appraisal.checks().stream().filter(check -> check.id().equals("D.1a")).findFirst()
                .orElseThrow();
        assertEquals(Check.Outcome.SKIPPED, signature.outcome());
    }

    @Test
    @Tag("TP-20")
    void requiresTheKeyInsideToSign() {
        RequestDraft draft = new RequestDraft();
        draft.header = "{\"typ\":\"attReqV2\",\"kid\":\"whatever\",\"alg\":\"PS256\"}";
        assertEquals(Verdict.PERMIT, Tenant.usual().appraise(draft.jws()).verdict());
        draft.jwsSigner = SoftKeys.OTHER;
        assertEquals(Reason.REQUEST_SIGNATURE_INVALID, Tenant.usual().appraise(draft.jws()).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"custom_claims\":[{\"name\":\" \",\"value\":\"x\"}]",
            ",\"custom_claims\":[{\"name\":\"a\\u0000\",\"value\":\"x\"}]", ",\"custom_claims\":[{\"value\":\"x\"}]",
            ",\"custom_claims\":[{\"name\":\"a\"}]", ",\"custom_claims\":[{\"name\":\"a\",\"value\":{}}]",
            ",\"custom_claims\":[{\"name\":\"a\",\"value\":\"1.5\",\"value_type\":\"integer\"}]",
            ",\"custom_claims\":[{\"name\":\"a\",\"value\":\"9223372036854775808\",\"value_type\":\"integer\"}]",
            ",\"custom_claims\":[{\"name\":\"a\",\"value\":\"1\",\"value_type\":\"boolean\"}]",
            ",\"custom_claims\":{}", ",\"custom_claims\":[1]", ",\"rp_data\":\"a+b\"", ",\"rp_data\":7",
            ",\"rp_id\":[]"})
    void refusesMembersThatAreNotAsTheContractHasThem(String more) {
        RequestDraft draft = new RequestDraft();
        draft.more = more;
        assertThrows(MalformedException.class, () -> TpmRequest.read(draft.jws()));
    }

    @Test
    void boundsClaimsKeysAndValues() {
        String claim = "{\"name\":\"a\",\"value\":\"x\"}";
        refused(",\"custom_claims\":[" + (claim + ",").repeat(32) + claim + "]");
        refused(",\"custom_claims\":[{\"name\":\"" + "n".repeat(129) + "\",\"value\":\"x\"}]");
        refused(",\"custom_claims\":[{\"name\":\"a\",\"value\":\"" + "v".repeat(4097) + "\"}]");
        refused(",\"rp_id\":\"" + "u".repeat(2049) + "\"");
    }

    @Test
    @Tag("DO-03")
    void refusesHostilePayloadsBeforeTheirPartsAreLookedAt() {
        refused(",\"x\":{" + many(65_000) + "}");
        refused(",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000));
        String huge = "A".repeat(16 * 1024 * 1024);
        MalformedException tooLarge = assertThrows(MalformedException.class,
                () -> TpmRequest.read(Bytes.utf8("{\"challenge\":\"" + huge + "\"}")));
        assertTrue(tooLarge.getMessage().contains("16 MiB"), tooLarge.getMessage());
        MalformedException long64 = assertThrows(MalformedException.class, () -> TpmRequest.read(Bytes.utf8(
                "{\"challenge\":\"" + huge.substring(0, 15 * 1024 * 1024) + "\",\"tpm_att_data\":{}}")));
        assertTrue(long64.getMessage().length() < 200, "echoes nothing");
    }

    @Test
    @Tag("EV-03")
    void refusesEveryTruncationOfTheRequest() {
        RequestDraft draft = new RequestDraft();
        Bytes whole = draft.bare();
        for (int length = 0; length < whole.length(); length += 7) {
            Bytes cut = whole.slice(0, length);
            assertThrows(MalformedException.class, () -> TpmRequest.read(cut), "cut to " + length);
        }
        Bytes jws = draft.jws();
        for (int length = 0; length < jws.length(); length += 97) {
            assertEquals(Verdict.REJECT, Tenant.usual().appraise(jws.slice(0, length)).verdict(), "cut to " + length);
        }
    }

    @Test
    @Tag("EV-03")
    void refusesEveryTruncationOfQuoteAndSignature() {
        int quote = new StateDraft().attest().length();
        for (int i = 0; i < quote; i++) {
            int length = i;
            RequestDraft draft = new RequestDraft();
            draft.current.sentQuote = octets -> octets.slice(0, length);
            assertThrows(MalformedException.class, () -> TpmRequest.read(draft.bare()), "cut to " + length);
        }
        for (int i = 0; i < 262; i += 5) {
            int length = i;
            RequestDraft draft = new RequestDraft();
            draft.current.sentSignature = octets -> octets.slice(0, length);
            assertThrows(MalformedException.class, () -> TpmRequest.read(draft.bare()), "cut to " + length);
        }
    }

    /** Each cut is a log of fewer events or none at all: either way it leads elsewhere than the quote. */
    @Test
    @Tag("EV-03")
    void refusesEveryTruncationOfTheLog() {
        int whole = SoftLog.windows().octets().length();
        for (int i = 0; i < whole; i++) {
            int length = i;
            RequestDraft draft = new RequestDraft();
            draft.current.sentLog = log -> log.slice(0, length);
            Appraisal appraisal = Tenant.usual().appraise(draft.bare());
            boolean explains = appraisal.verdict() == Verdict.PERMIT && appraisal.claims()
                    .ofType("bootDebuggingDisabled").stream().anyMatch(claim -> claim.value()
                            .equals(dev.assay.claims.ClaimValue.of(true)));
            assertFalse(explains, "cut to " + length + " is believed");
        }
    }

    @Test
    void describesWhatItCanReadAndNothingElse() {
        TpmScheme scheme = new TpmScheme();
        var described = scheme.describe(new RequestDraft().jws());
        assertEquals(7, described.getJsonObject("quote").getInt("reset_count"));
        assertEquals("tpm_quote", described.getJsonObject("request").getString("request_key_binding"));
        assertTrue(scheme.describe(Bytes.utf8("nonsense")).isEmpty());
    }

    private static String many(int count) {
        StringBuilder members = new StringBuilder("\"k\":0");
        for (int i = 0; i < count; i++) {
            members.append(",\"k").append(i).append("\":0");
        }
        return members.toString();
    }

    private static void refused(String more) {
        RequestDraft draft = new RequestDraft();
        draft.more = more;
        assertThrows(MalformedException.class, () -> TpmRequest.read(draft.bare()));
    }
}
