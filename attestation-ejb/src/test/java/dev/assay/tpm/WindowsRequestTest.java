package dev.assay.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.Appraisal;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Verdict;
import dev.assay.tpm2.TpmHash;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Version 1: Windows platform claims (maa-tpm §2.1). */
class WindowsRequestTest {
    private static final String HEADER = "{\"alg\":\"PS256\",\"typ\":\"attReq\"}";

    @Test
    void platformClaimPassesAndItsKeyIsNotNamed() {
        Appraisal appraisal = appraise(state(), "");
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        assertFalse(appraisal.tokenClaims().containsKey("cnf"), "attest_key is bound to nothing");
        assertTrue(appraisal.claims().ofType("x-ms-tpm-request-key").isEmpty());
    }

    @Test
    void signatureMayComeWithoutItsHeader() {
        StateDraft state = state();
        state.sentSignature = octets -> octets.slice(6, octets.length());
        assertEquals(Verdict.PERMIT, appraise(state, "").verdict());
    }

    @Test
    void refusesAQuoteOfAnotherChallenge() {
        StateDraft state = state();
        state.extraData = Bytes.hex("00");
        assertEquals(Reason.CHALLENGE_MISMATCH, appraise(state, "").reason());
    }

    @Test
    void refusesRegistersThatAreNotTheQuotesEvenWhereAllAreSent() {
        StateDraft state = state();
        state.sentValues = banks -> {
            banks.get(TpmHash.SHA256).put(7, Bytes.hex("77".repeat(32)));
            return banks;
        };
        assertEquals(Reason.PCR_DIGEST_MISMATCH, appraise(state, "").reason());
    }

    @Test
    void resumeLogNeedsTheStateAtBoot() {
        String log = SoftLog.windows().octets().toBase64Url();
        assertEquals(Reason.EVIDENCE_MALFORMED, appraise(state(), ",\"srtm_resume_log\":\"" + log + "\"").reason());
        StateDraft before = state();
        before.restart = 1;
        before.clock = 1;
        before.extraData = Bytes.EMPTY;
        Appraisal both = appraise(state(), ",\"srtm_resume_log\":\"" + log + "\",\"boot_claim\":\""
                + claim(before).toBase64Url() + "\"");
        assertEquals(Verdict.PERMIT, both.verdict(), both.detail());
        assertFalse(both.claims().ofType("bootEvents").isEmpty());
    }

    @Test
    void refusesDynamicRootLogsUnlessTheyAreEmpty() {
        assertEquals(Reason.DRTM_UNSUPPORTED, appraise(state(), ",\"drtm_boot_log\":\"AAAA\"").reason());
        assertEquals(Reason.DRTM_UNSUPPORTED, appraise(state(), ",\"drtm_resume_log\":\"AAAA\"").reason());
        assertEquals(Verdict.PERMIT, appraise(state(), ",\"drtm_boot_log\":\"\",\"drtm_resume_log\":null").verdict());
    }

    @Test
    void refusesAClaimCutShort() {
        Bytes whole = claim(state());
        for (int length = 0; length < whole.length(); length += 13) {
            Bytes cut = whole.slice(0, length);
            assertEquals(Reason.EVIDENCE_MALFORMED,
                    send(cut, "").reason(), "cut to " + length);
        }
    }

    private static StateDraft state() {
        StateDraft state = new StateDraft();
        state.extraData = RequestDraft.CHALLENGE;
        return state;
    }

    private static Bytes claim(StateDraft state) {
        Bytes values = Bytes.EMPTY;
        Map<Integer, Bytes> registers = state.sentValues.apply(state.quoted()).get(TpmHash.SHA256);
        for (int i = 0; i < 24; i++) {
            values = values.concat(registers.get(i));
        }
        Bytes quote = state.quote();
        Bytes signature = state.signature();
        return new Octets().add(Bytes.utf8("PADS")).u32le(2).u32le(28).u32le(values.length()).u32le(quote.length())
                .u32le(signature.length()).u32le(0).add(values).add(quote).add(signature).bytes();
    }

    private static Appraisal appraise(StateDraft state, String more) {
        return send(claim(state), more);
    }

    private static Appraisal send(Bytes claim, String more) {
        String payload = "{\"att_type\":\"basic\",\"att_data\":{\"challenge\":\""
                + RequestDraft.CHALLENGE.toBase64Url() + "\",\"tpm_att_data\":{\"srtm_boot_log\":\""
                + SoftLog.windows().octets().toBase64Url() + "\",\"aik_pub\":" + SoftKeys.jwk(SoftKeys.AIK)
                + ",\"current_claim\":\"" + claim.toBase64Url() + "\"" + more + "},\"attest_key\":"
                + SoftKeys.jwk(SoftKeys.REQUEST) + "}}";
        String input = Bytes.utf8(HEADER).toBase64Url() + "." + Bytes.utf8(payload).toBase64Url();
        return Tenant.usual().appraise(Bytes.utf8(input + "." + SoftKeys.pss(Bytes.utf8(input), SoftKeys.REQUEST,
                TpmHash.SHA256).toBase64Url()));
    }
}
