package dev.assay.sgx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EvidenceBundle;
import dev.assay.emulator.sgx.Mistake;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Check;
import dev.assay.evidence.HeldData;
import dev.assay.evidence.Reason;
import dev.assay.evidence.TcbStatus;
import dev.assay.evidence.Verdict;
import dev.assay.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checklist A, one broken step at a time: that step fails, with its verdict, and no step before it. */
@Tag("SG-01")
class EachStepTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final EmulatedAttester PROCESSOR = EmulatedAttester.create(CaKind.PROCESSOR, NOW);
    private static final EmulatedAttester PLATFORM = EmulatedAttester.create(CaKind.PLATFORM, NOW);
    /** Accepts what strict does, and asks for collateral that the emulator's is by default and a mistake is not. */
    private static final Baseline DEMANDING = new Baseline("demanding", Baseline.STRICT.acceptedStatuses(), Set.of(),
            Duration.ZERO, Optional.of(2L), Optional.of(Instant.parse("2018-02-01T00:00:00Z")), Set.of(), false,
            Duration.ZERO,
            Optional.empty());

    @Test
    void genuineEvidencePasses() {
        for (EmulatedAttester attester : List.of(PROCESSOR, PLATFORM)) {
            EvidenceBundle bundle = attester.genuine(NOW);
            Appraisal appraisal = Emulated.strictly(bundle, NOW).under(DEMANDING).quote(quote(bundle));
            assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
            assertTrue(appraisal.checks().stream().allMatch(check -> check.outcome() == Check.Outcome.PASS));
            assertEquals(26, appraisal.checks().size());
            assertEquals("emulator", appraisal.tokenClaims().getString("assay-nonvendor-anchor")); // BS-11
        }
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeFailsItsStep() {
        return Mistake.all().stream()
                .map(mistake -> dynamicTest(mistake.step() + " " + mistake.name(), () -> failsItsStep(mistake)));
    }

    private static void failsItsStep(Mistake mistake) {
        EmulatedAttester attester = mistake.onlyUnder().orElse(CaKind.PROCESSOR) == CaKind.PROCESSOR
                ? PROCESSOR
                : PLATFORM;
        EvidenceBundle bundle = attester.with(mistake, NOW);
        Appraisal appraisal = Emulated.strictly(bundle, NOW).under(DEMANDING).quote(quote(bundle));
        List<String> failed = appraisal.checks().stream().filter(check -> check.outcome() == Check.Outcome.FAIL)
                .map(Check::id).toList();
        assertEquals(List.of(mistake.step()), failed, appraisal.detail());
        assertEquals(mistake.verdict(), appraisal.verdict().word(), appraisal.detail());
        assertTrue(appraisal.tokenClaims().isEmpty(), "nothing to issue");
    }

    @Test
    void everyStepThatCanFailHasAMistake() {
        Set<String> broken = Mistake.all().stream().map(Mistake::step).collect(Collectors.toCollection(TreeSet::new));
        Set<String> steps = SgxSteps.ALL.stream().map(dev.assay.evidence.Step::id)
                .collect(Collectors.toCollection(TreeSet::new));
        steps.removeAll(Set.of("A.22", "A.24", "A.25")); // A.22 only gathers; the last two are below
        assertEquals(steps, broken);
    }

    @Test
    void runtimeDataOfAnotherDigestFailsA24() {
        EvidenceBundle bundle = PROCESSOR.genuine(NOW);
        HeldData other = new HeldData(Bytes.utf8("{\"k\":2}"), HeldData.Kind.JSON);
        Appraisal appraisal = Emulated.strictly(bundle, NOW).appraise(new AppraisalRequest(AttestationType.SGX_ENCLAVE,
                quote(bundle), Optional.of(other), Optional.empty(), Optional.empty()));
        assertEquals(Verdict.REJECT, appraisal.verdict());
        assertEquals(Reason.RUNTIME_DATA_MISMATCH, appraisal.reason());
        assertFailed(appraisal, "A.24");
    }

    @Test
    void policyThatDeniesFailsA25() {
        EvidenceBundle bundle = PROCESSOR.genuine(NOW);
        Policy denying = Policy.parse("version=1.0;authorizationrules{=>permit();=>deny();};");
        Appraisal appraisal = Emulated.strictly(bundle, NOW).under(denying).quote(quote(bundle));
        assertEquals(Reason.POLICY_DENIED, appraisal.reason());
        assertFailed(appraisal, "A.25");
    }

    @Test
    @Tag("SG-08")
    void noBaselineAndNoPolicyPermitsARevokedPlatform() {
        for (Mistake mistake : Mistake.all().stream().filter(m -> m.name().endsWith("_TCB_REVOKED")).toList()) {
            EvidenceBundle bundle = PROCESSOR.with(mistake, NOW);
            Appraisal appraisal = Emulated.strictly(bundle, NOW).under(Baseline.AZURE)
                    .under(Policy.parse("version=1.0;authorizationrules{=>permit();};")).quote(quote(bundle));
            assertEquals(Verdict.DENY, appraisal.verdict());
            assertEquals(Reason.TCB_REVOKED, appraisal.reason());
            assertEquals(TcbStatus.REVOKED, appraisal.standing().orElseThrow().result());
        }
    }

    @Test
    void anotherRootIsRefusedBeforeAnythingIsWanted() {
        EvidenceBundle bundle = PROCESSOR.genuine(NOW);
        Appraisal appraisal = Emulated.strictly(PLATFORM.genuine(NOW), NOW).quote(quote(bundle));
        assertEquals(Reason.ROOT_NOT_TRUSTED, appraisal.reason());
        assertFailed(appraisal, "A.7");
    }

    private static void assertFailed(Appraisal appraisal, String id) {
        assertEquals(List.of(id), appraisal.checks().stream().filter(check -> check.outcome() == Check.Outcome.FAIL)
                .map(Check::id).toList());
    }

    private static Bytes quote(EvidenceBundle bundle) {
        return Bytes.copyOf(bundle.quote().toArray());
    }
}
