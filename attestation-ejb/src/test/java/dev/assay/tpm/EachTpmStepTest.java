package dev.assay.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.appraisal.Appraisal;
import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.Check;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Step;
import dev.assay.evidence.Verdict;
import dev.assay.tpm.RequestDraft.Binding;
import dev.assay.tpm2.TpmHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checklist D, one thing wrong at a time: that step fails, with its reason, and no step before it. */
@Tag("TP-01")
@Tag("TP-02")
class EachTpmStepTest {
    /** One thing wrong. */
    private record Mistake(String step, Reason reason, String name, Consumer<RequestDraft> change, Tenant tenant) {
        Mistake(String step, Reason reason, String name, Consumer<RequestDraft> change) {
            this(step, reason, name, change, Tenant.usual());
        }
    }

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "magic of an outside structure",
                    draft -> draft.current.magic = 0xff544348L),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "certification instead of a quote",
                    draft -> draft.current.type = 0x8017),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "octet behind the quote, signed",
                    draft -> draft.current.attested = octets -> octets.concat(Bytes.hex("00"))),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "octet behind the signature",
                    draft -> draft.current.sentSignature = octets -> octets.concat(Bytes.hex("00"))),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "a bank twice",
                    draft -> draft.current.more = ",\"pcrs\":[]"),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "another algorithm in the header",
                    draft -> draft.header = "{\"alg\":\"RS256\",\"typ\":\"attReqV2\"}"),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "no algorithm at all",
                    draft -> draft.header = "{\"alg\":\"none\",\"typ\":\"attReqV2\"}"),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "an algorithm in another case",
                    draft -> draft.header = "{\"alg\":\"ps256\",\"typ\":\"attReqV2\"}"),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "crit",
                    draft -> draft.header = "{\"alg\":\"PS256\",\"typ\":\"attReqV2\",\"crit\":[\"b64\"],\"b64\":false}"),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "a key in the header",
                    draft -> draft.header = "{\"alg\":\"PS256\",\"typ\":\"attReqV2\",\"jwk\":"
                            + SoftKeys.jwk(SoftKeys.OTHER) + "}"),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "another type in the header",
                    draft -> draft.header = "{\"alg\":\"PS256\",\"typ\":\"JWT\"}"),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "a fourth part", draft -> draft.sent = text -> text + "."),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "padding in the JWS",
                    draft -> draft.sent = text -> text + "="),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "a member twice",
                    draft -> draft.more = ",\"challenge\":\"AAAA\""),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "challenge beside att_data",
                    draft -> draft.payload = text -> "{\"challenge\":\"AAAA\"," + text.substring(1)),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "an empty challenge",
                    draft -> draft.challenge = Bytes.EMPTY),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "a private key", draft -> draft.sentJwk = text -> text
                    .replace("\"kty\"", "\"d\":\"AQAB\",\"kty\"")),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "no attestation key",
                    draft -> draft.aik = "\"aik_pub\":null"),
            new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "three other keys", draft -> {
                for (int i = 0; i < 3; i++) {
                    draft.otherKeys.add("{\"jwk\":" + SoftKeys.jwk(SoftKeys.OTHER) + "}");
                }
            }), new Mistake("D.1", Reason.EVIDENCE_MALFORMED, "a custom claim of no known type",
                    draft -> draft.more = ",\"custom_claims\":[{\"name\":\"a\",\"value\":\"b\",\"value_type\":\"date\"}]"),
            new Mistake("D.1", Reason.VBS_UNSUPPORTED, "vbs", draft -> draft.attType = "vbs"),
            new Mistake("D.1", Reason.VBS_UNSUPPORTED, "vsm", draft -> draft.attType = "vsm"),
            new Mistake("D.1", Reason.VBS_UNSUPPORTED, "a VBS report of type basic",
                    draft -> draft.more = ",\"vsm_report\":\"AAAA\""),
            new Mistake("D.1", Reason.IMA_UNSUPPORTED, "an IMA list",
                    draft -> draft.payload = text -> text.replace("\"TCG\"", "\"IMA\"")),
            new Mistake("D.1a", Reason.REQUEST_SIGNATURE_INVALID, "another key signs",
                    draft -> draft.jwsSigner = SoftKeys.OTHER),
            new Mistake("D.1a", Reason.REQUEST_SIGNATURE_INVALID, "the attestation key signs",
                    draft -> draft.jwsSigner = SoftKeys.AIK),
            new Mistake("D.1a", Reason.REQUEST_SIGNATURE_INVALID, "a member appended after signing",
                    draft -> draft.sent = EachTpmStepTest::appended),
            new Mistake("D.1a", Reason.REQUEST_SIGNATURE_INVALID, "the same header written otherwise",
                    draft -> draft.sent = EachTpmStepTest::otherHeader),
            new Mistake("D.1a", Reason.REQUEST_SIGNATURE_INVALID, "a short key", draft -> {
                draft.requestKey = SoftKeys.SHORT;
                draft.jwsSigner = SoftKeys.SHORT;
            }),
            new Mistake("D.1a", Reason.REQUEST_SIGNATURE_INVALID, "no signature",
                    draft -> draft.sent = text -> text.substring(0, text.lastIndexOf('.') + 1)),
            new Mistake("D.2", Reason.DEVICE_REVOKED, "a revoked device", draft -> {}, revoked()),
            new Mistake("D.3", Reason.QUOTE_SIGNATURE_INVALID, "another key quotes",
                    draft -> draft.current.signer = SoftKeys.OTHER),
            new Mistake("D.3", Reason.QUOTE_SIGNATURE_INVALID, "PSS where the key's area says PKCS 1",
                    draft -> draft.current.scheme = 0x16),
            new Mistake("D.3", Reason.QUOTE_SIGNATURE_INVALID, "another hash than the key's area says",
                    draft -> draft.current.hash = TpmHash.SHA384),
            new Mistake("D.3", Reason.QUOTE_SIGNATURE_INVALID, "SHA-1",
                    draft -> draft.current.hash = TpmHash.SHA1),
            new Mistake("D.3", Reason.QUOTE_SIGNATURE_INVALID, "a counter changed after signing",
                    draft -> draft.current.sentQuote = octets -> flipped(octets, octets.length() - 60)),
            new Mistake("D.3", Reason.QUOTE_SIGNATURE_INVALID, "the state before hibernation is another TPM's",
                    draft -> before(draft, state -> state.signer = SoftKeys.OTHER)),
            new Mistake("D.4", Reason.CHALLENGE_MISMATCH, "a quote of another challenge",
                    draft -> draft.extraData = Optional.of(Bytes.hex("00".repeat(16)))),
            new Mistake("D.4", Reason.CHALLENGE_MISMATCH, "the first half of the challenge", draft -> {
                draft.binding = Binding.CERTIFIED;
                draft.extraData = Optional.of(draft.challenge.slice(0, 8));
            }),
            new Mistake("D.4", Reason.CHALLENGE_MISMATCH, "no nonce", draft -> draft.extraData = Optional
                    .of(Bytes.EMPTY)),
            new Mistake("D.4", Reason.CHALLENGE_MISMATCH, "jwk written otherwise",
                    draft -> draft.sentJwk = text -> text.replace(" ", "")),
            new Mistake("D.4a", Reason.KEY_BINDING_INVALID, "the quote names the challenge alone",
                    draft -> draft.extraData = Optional.of(draft.challenge)),
            new Mistake("D.4a", Reason.KEY_BINDING_INVALID, "no binding", draft -> draft.binding = Binding.NONE),
            certified("certified by another key", draft -> draft.certify.signer = SoftKeys.OTHER),
            certified("certified for another challenge", draft -> draft.certify.challenge = Bytes.hex("01")),
            certified("the certification's object is not in public",
                    draft -> draft.certify.name = Optional.of(Bytes.hex("000b" + "22".repeat(32)))),
            certified("public is another key than jwk", draft -> draft.certify.area = Optional
                    .of(SoftKeys.area(SoftKeys.OTHER, RequestDraft.USUAL_KEY, 0x10))),
            new Mistake("D.4a", Reason.KEY_BINDING_INVALID, "tpm_quote of another key than the request's",
                    draft -> draft.otherKeys.add("{\"jwk\":" + SoftKeys.jwk(SoftKeys.OTHER)
                            + ",\"info\":{\"tpm_quote\":{\"hash_alg\":\"sha-256\"}}}")),
            new Mistake("D.4a", Reason.KEY_BINDING_INVALID, "another key certified by itself", draft -> {
                draft.certify.signer = SoftKeys.OTHER;
                draft.otherKeys.add("{\"jwk\":" + SoftKeys.jwk(SoftKeys.OTHER) + ",\"info\":"
                        + draft.certify.json(SoftKeys.OTHER) + "}");
            }),
            new Mistake("D.5", Reason.PCR_DIGEST_MISMATCH, "PCRs 16 and 23 quoted, labelled 0 to 7",
                    EachTpmStepTest::relabelled),
            new Mistake("D.5", Reason.PCR_DIGEST_MISMATCH, "a hole in the selection, values counted on",
                    EachTpmStepTest::hole),
            new Mistake("D.5", Reason.PCR_DIGEST_MISMATCH, "a value that is not quoted",
                    EachTpmStepTest::oneMore),
            new Mistake("D.5", Reason.PCR_DIGEST_MISMATCH, "a value that is missing",
                    draft -> draft.current.sentValues = banks -> without(banks, 3)),
            new Mistake("D.5", Reason.PCR_DIGEST_MISMATCH, "SHA-256 wrong and SHA-1 right", draft -> {
                draft.current.selection.put(TpmHash.SHA1, StateDraft.ALL);
                draft.current.sentValues = banks -> changed(banks, 7);
            }),
            new Mistake("D.5", Reason.PCR_DIGEST_MISMATCH, "one bank's values of two", draft -> {
                draft.current.selection.put(TpmHash.SHA1, StateDraft.ALL);
                draft.current.sentValues = banks -> Map.of(TpmHash.SHA256, banks.get(TpmHash.SHA256));
            }),
            new Mistake("D.5", Reason.PCR_BANK_NOT_ACCEPTED, "SHA-1 alone", draft -> {
                draft.current.selection.clear();
                draft.current.selection.put(TpmHash.SHA1, StateDraft.ALL);
            }),
            new Mistake("D.6", Reason.EVIDENCE_MALFORMED, "a log cut short",
                    draft -> draft.current.sentLog = log -> log.slice(0, log.length() - 1)),
            new Mistake("D.6", Reason.EVIDENCE_MALFORMED, "more events in two logs than one request may have",
                    draft -> {
                        draft.current.sentLog = EachTpmStepTest::filled;
                        before(draft, state -> state.sentLog = EachTpmStepTest::filled);
                    }),
            new Mistake("D.6", Reason.BOOT_LOG_MISMATCH, "an event appended to the log",
                    draft -> draft.current.log = SoftLog.windows().append(7, 5, Bytes.utf8("harmless"))),
            new Mistake("D.6", Reason.BOOT_LOG_MISMATCH, "the log of another boot",
                    draft -> draft.current.sentLog = log -> SoftLog.windows().measure(0, 5, Bytes.utf8("x")).octets()),
            new Mistake("D.6", Reason.BOOT_LOG_MISMATCH, "the earlier state's log is of another boot",
                    draft -> before(draft, state -> state.sentLog = log -> SoftLog.windows()
                            .measure(0, 5, Bytes.utf8("x")).octets())),
            new Mistake("D.7", Reason.BOOT_CYCLE_MISMATCH, "the earlier state is of another reset",
                    draft -> before(draft, state -> state.reset = 6)),
            new Mistake("D.7", Reason.BOOT_CYCLE_MISMATCH, "the earlier state has restarted more often",
                    draft -> before(draft, state -> state.restart = 3)),
            new Mistake("D.7", Reason.BOOT_CYCLE_MISMATCH, "the earlier state is later by the clock",
                    draft -> before(draft, state -> state.clock = 5_001)),
            new Mistake("D.7", Reason.COUNTERS_WENT_BACK, "fewer resets than before", draft -> {},
                    Tenant.usual().knowing(Tenant.lastSeen(8, 0))),
            new Mistake("D.7", Reason.COUNTERS_WENT_BACK, "fewer restarts than before", draft -> {},
                    Tenant.usual().knowing(Tenant.lastSeen(7, 3))),
            new Mistake("D.7", Reason.FIRMWARE_NOT_ACCEPTED, "denied firmware", draft -> {}, TpmBaselines.denying(
                    "2019102300163636")),
            new Mistake("D.8a", Reason.PCR_NOT_QUOTED, "a PCR of the default mask is not quoted",
                    draft -> draft.current.selection.put(TpmHash.SHA256, StateDraft.ALL.subList(0, 23))),
            new Mistake("D.8a", Reason.PCR_NOT_QUOTED, "only SHA-1 quotes it", draft -> {
                draft.current.selection.put(TpmHash.SHA256, StateDraft.ALL.subList(0, 23));
                draft.current.selection.put(TpmHash.SHA1, StateDraft.ALL);
            }),
            new Mistake("D.8a", Reason.ATTESTATION_KEY_NOT_TRUSTED, "a fresh key and no path", draft -> {},
                    Tenant.usual().knowingNothing()),
            new Mistake("D.9", Reason.POLICY_DENIED, "a policy that denies", draft -> {},
                    Tenant.usual().with(Tenant.policy("", "=>permit(); =>deny();", ""))));

    private static Mistake certified(String name, Consumer<RequestDraft> change) {
        return new Mistake("D.4a", Reason.KEY_BINDING_INVALID, name, draft -> {
            draft.binding = Binding.CERTIFIED;
            change.accept(draft);
        });
    }

    @Test
    void genuineRequestsPass() {
        for (Binding binding : List.of(Binding.QUOTED, Binding.CERTIFIED)) {
            RequestDraft draft = new RequestDraft();
            draft.binding = binding;
            Appraisal appraisal = Tenant.usual().appraise(draft.jws());
            assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
            assertTrue(appraisal.checks().stream().allMatch(check -> check.outcome() == Check.Outcome.PASS),
                    () -> String.valueOf(appraisal.checks()));
            assertEquals(TpmSteps.ALL.size(), appraisal.checks().size());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeFailsItsStep() {
        return MISTAKES.stream().map(mistake -> dynamicTest(mistake.step() + " " + mistake.name(),
                () -> failsItsStep(mistake)));
    }

    private static void failsItsStep(Mistake mistake) {
        RequestDraft draft = new RequestDraft();
        mistake.change().accept(draft);
        Appraisal appraisal = mistake.tenant().appraise(draft.jws());
        List<String> failed = appraisal.checks().stream().filter(check -> check.outcome() == Check.Outcome.FAIL)
                .map(Check::id).toList();
        assertEquals(List.of(mistake.step()), failed, appraisal.detail());
        assertEquals(mistake.reason(), appraisal.reason(), appraisal.detail());
        assertEquals(mistake.reason().verdict(), appraisal.verdict());
        assertTrue(appraisal.tokenClaims().isEmpty(), "nothing to issue");
    }

    @Test
    void everyStepThatCanFailHasAMistake() {
        Set<String> broken = MISTAKES.stream().map(Mistake::step).collect(Collectors.toCollection(TreeSet::new));
        Set<String> steps = TpmSteps.ALL.stream().map(Step::id).collect(Collectors.toCollection(TreeSet::new));
        steps.remove("D.8"); // only held data can fail it, which TPM requests have no room for
        assertEquals(steps, broken);
    }

    private static Tenant revoked() {
        var known = Tenant.device();
        return Tenant.usual().knowing(new dev.assay.attestationkey.TpmDevice(known.id(), known.origin(),
                known.attestationKey(), known.publicArea(), Optional.empty(), true, Optional.empty()));
    }

    private static void before(RequestDraft draft, Consumer<StateDraft> change) {
        StateDraft state = new StateDraft();
        state.restart = 1;
        state.clock = 4_000;
        change.accept(state);
        draft.boot = Optional.of(state);
    }

    private static void relabelled(RequestDraft draft) {
        draft.current.selection.put(TpmHash.SHA256, List.of(16, 23));
        draft.current.sentValues = banks -> {
            Map<Integer, Bytes> values = new TreeMap<>();
            IntStream.range(0, 8).forEach(i -> values.put(i, draft.current.log.registers().get(TpmHash.SHA256).get(i)));
            return Map.of(TpmHash.SHA256, values);
        };
    }

    private static void oneMore(RequestDraft draft) {
        draft.current.selection.put(TpmHash.SHA256, StateDraft.ALL.subList(0, 23));
        draft.current.sentValues = banks -> {
            banks.get(TpmHash.SHA256).put(23, Bytes.hex("00".repeat(32)));
            return banks;
        };
    }

    /** PCR 7 is left out of the selection; what is sent for 8 stands where 7 would. */
    private static void hole(RequestDraft draft) {
        List<Integer> selected = new ArrayList<>(StateDraft.ALL);
        selected.remove(Integer.valueOf(7));
        draft.current.selection.put(TpmHash.SHA256, selected);
        draft.current.sentValues = banks -> {
            Map<Integer, Bytes> values = new TreeMap<>();
            List<Bytes> inOrder = List.copyOf(banks.get(TpmHash.SHA256).values());
            IntStream.range(0, inOrder.size()).forEach(i -> values.put(i, inOrder.get(i)));
            return Map.of(TpmHash.SHA256, values);
        };
    }

    private static Map<TpmHash, Map<Integer, Bytes>> without(Map<TpmHash, Map<Integer, Bytes>> banks, int index) {
        banks.get(TpmHash.SHA256).remove(index);
        return banks;
    }

    private static Map<TpmHash, Map<Integer, Bytes>> changed(Map<TpmHash, Map<Integer, Bytes>> banks, int index) {
        banks.get(TpmHash.SHA256).put(index, Bytes.hex("77".repeat(32)));
        return new HashMap<>(banks);
    }

    private static Bytes flipped(Bytes octets, int at) {
        byte[] changed = octets.toArray();
        changed[at] ^= 1;
        return Bytes.copyOf(changed);
    }

    private static String appended(String jws) {
        String[] parts = jws.split("\\.");
        String payload = Base64Url.decode("payload", parts[1]).asUtf8();
        String more = payload.substring(0, payload.length() - 1) + ",\"more\":1}";
        return parts[0] + "." + Bytes.utf8(more).toBase64Url() + "." + parts[2];
    }

    private static String otherHeader(String jws) {
        return Bytes.utf8("{\"typ\":\"attReqV2\",\"alg\":\"PS256\"}").toBase64Url() + jws.substring(jws.indexOf('.'));
    }

    /** 33,000 records that measure nothing: as many as one log may have, not as many as two. */
    private static Bytes filled(Bytes log) {
        String record = "00000000" + "03000000" + "02000000" + "0400" + "00".repeat(20) + "0b00" + "00".repeat(32)
                + "00000000";
        return log.concat(Bytes.hex(record.repeat(33_000)));
    }
}
