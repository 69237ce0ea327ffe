package dev.assay.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Check;
import dev.assay.evidence.TcbStatus;
import dev.assay.evidence.Verdict;
import dev.assay.policy.PolicyEngine;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every genuine SGX and Open Enclave case: its facts, its status as Intel's own library has it, its verdict. */
@Tag("SG-01")
class CorpusEvidenceTest {
    private static final Set<String> NOT_FIELDS = Set.of("checks", "chain_order");

    private final Appraiser appraiser = new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine());

    @TestFactory
    Stream<DynamicNode> everyCase() {
        Corpus corpus = Corpus.orSkip();
        return Stream.of("sgx", "openenclave").flatMap(kind -> corpus.cases(kind).stream())
                .map(one -> new EvidenceCase(corpus, one)).filter(one -> one.evidenceIfAny().isPresent())
                .map(one -> dynamicContainer(one.of().id(),
                        Stream.of(dynamicTest("facts", () -> factsAreThoseExpected(one)),
                                dynamicTest("status", () -> statusIsThatOfIntel(one)),
                                dynamicTest("verdict", () -> verdictIsTheDerivedOne(one)),
                                dynamicTest("with revocation", () -> missingListsAreUnavailable(one)))));
    }

    private void factsAreThoseExpected(EvidenceCase one) {
        JsonObject described = appraiser.describe(one.type(), one.evidence());
        JsonObject expected = one.of().expected();
        if (expected.containsKey("oe_header"))
            assertEquals(expected.get("oe_header"), described.get("oe_header"));
        JsonObject quote = described.getJsonObject("quote");
        expected.getJsonObject("quote").forEach((name, value) -> {
            if (!NOT_FIELDS.contains(name) && !suppliedSeparately(one, name))
                assertField(name, value, quote.get(name));
        });
    }

    private static void assertField(String name, JsonValue expected, JsonValue actual) {
        if (expected instanceof JsonObject object && actual instanceof JsonObject found) {
            object.forEach((inner, value) -> assertField(name + "." + inner, value, found.get(inner)));
        } else {
            assertEquals(expected, actual, name);
        }
    }

    /** A PCK that came beside the quote is not a field of it. */
    private static boolean suppliedSeparately(EvidenceCase one, String name) {
        return name.equals("pck") && certificationType(one) != 5;
    }

    private static int certificationType(EvidenceCase one) {
        return one.of().expected().getJsonObject("quote").getInt("cert_data_type");
    }

    private void statusIsThatOfIntel(EvidenceCase one) {
        Appraisal appraisal = one.appraise(appraiser, Baseline.STRICT, false);
        boolean reaches21 = outcome(appraisal, "A.21") == Check.Outcome.PASS;
        assertEquals(expectedToReach21(one), reaches21, () -> "reaches A.21: " + appraisal.detail());
        if (reaches21) {
            assertEquals(one.qvl().orElseThrow().getString("tcb_status"),
                    appraisal.standing().orElseThrow().result().wireName());
        }
    }

    private static boolean expectedToReach21(EvidenceCase one) {
        return !mustFail(one) && certificationType(one) == 5 && one.tcbInfoVersion() == 3;
    }

    private void verdictIsTheDerivedOne(EvidenceCase one) {
        Appraisal strict = one.appraise(appraiser, Baseline.STRICT, false);
        assertEquals(expectedVerdict(one, Baseline.STRICT), strict.verdict(), strict.detail());
        Appraisal azure = one.appraise(appraiser, Baseline.AZURE, false);
        assertEquals(expectedVerdict(one, Baseline.AZURE), azure.verdict(), azure.detail());
        if (!expectedToReach21(one))
            assertEquals(expectedStep(one), firstFailed(strict));
    }

    private static Verdict expectedVerdict(EvidenceCase one, Baseline baseline) {
        if (mustFail(one) || certificationType(one) != 5)
            return Verdict.REJECT;
        if (one.tcbInfoVersion() < 3)
            return Verdict.UNAVAILABLE;
        TcbStatus status = TcbStatus.named(one.qvl().orElseThrow().getString("tcb_status")).orElseThrow();
        boolean debug = one.of().expected().getJsonObject("quote").getJsonObject("body").getBoolean("debug");
        boolean accepted = baseline.acceptedStatuses().contains(status) && (baseline.acceptDebug() || !debug);
        return accepted ? Verdict.PERMIT : Verdict.DENY;
    }

    private static String expectedStep(EvidenceCase one) {
        if (certificationType(one) != 5)
            return "A.5";
        return switch (one.of().id()) {
            case "sgx-v3-neg-corrupted-signature" -> "A.19";
            case "oe-neg-bad-report" -> "A.8";
            default -> "A.12";
        };
    }

    /** Where a list is missing or not in force then, we cannot tell, unless the evidence is bad. */
    private void missingListsAreUnavailable(EvidenceCase one) {
        Appraisal appraisal = one.appraise(appraiser, Baseline.STRICT, true);
        Verdict without = expectedVerdict(one, Baseline.STRICT);
        boolean inForce = without == Verdict.REJECT || one.crlsInForce();
        assertEquals(inForce ? without : Verdict.UNAVAILABLE, appraisal.verdict(), appraisal.detail());
        if (without != Verdict.REJECT) {
            assertEquals(inForce ? Check.Outcome.PASS : Check.Outcome.FAIL, outcome(appraisal, "A.11"));
        }
    }

    private static boolean mustFail(EvidenceCase one) {
        return one.of().expected().getBoolean("must_fail", false);
    }

    private static Check.Outcome outcome(Appraisal appraisal, String id) {
        return appraisal.checks().stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow().outcome();
    }

    /** The step that decides: for a reject the rejecting one, else the first that failed. */
    private static String firstFailed(Appraisal appraisal) {
        return appraisal.checks().stream()
                .filter(check -> check.reason().isPresent() && check.reason().get() == appraisal.reason()).findFirst()
                .orElseThrow().id();
    }
}
