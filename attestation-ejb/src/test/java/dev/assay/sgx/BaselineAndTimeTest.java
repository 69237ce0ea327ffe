package dev.assay.sgx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.Appraisal;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EvidenceBundle;
import dev.assay.emulator.sgx.Mistake;
import dev.assay.emulator.sgx.ReportData;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Reason;
import dev.assay.evidence.TcbStatus;
import dev.assay.evidence.Verdict;
import dev.assay.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Baselines, the policy's evaluation number, and dates to the second. */
class BaselineAndTimeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final EmulatedAttester ATTESTER = EmulatedAttester.create(NOW);
    private static final Policy PERMIT = Policy.parse("version=1.0;authorizationrules{=>permit();};");

    @Test
    void azureLetsEveryStatusButRevokedPassAsAClaim() {
        for (Mistake mistake : Mistake.all().stream().filter(one -> one.step().equals("A.23")).toList()) {
            EvidenceBundle bundle = ATTESTER.with(mistake, NOW);
            Appraisal appraisal = Emulated.strictly(bundle, NOW).under(Baseline.AZURE).quote(quote(bundle));
            assertEquals(Verdict.PERMIT, appraisal.verdict(), mistake.name() + ": " + appraisal.detail());
        }
    }

    @Test
    void acceptedAdvisoriesAdmitAConfigurationAndNothingElse() {
        EvidenceBundle bundle = bundle("PLATFORM_CONFIGURATION_NEEDED"); // INTEL-SA-00289
        assertEquals(Verdict.PERMIT, under(bundle, accepting("INTEL-SA-00289", "INTEL-SA-00001"), NOW).verdict());
        assertEquals(Reason.TCB_STATUS_NOT_ACCEPTED, under(bundle, accepting("INTEL-SA-00001"), NOW).reason());
        EvidenceBundle outOfDate = bundle("PLATFORM_OUT_OF_DATE"); // INTEL-SA-00828
        assertEquals(Reason.TCB_STATUS_NOT_ACCEPTED, under(outOfDate, accepting("INTEL-SA-00828"), NOW).reason());
    }

    @Test
    void graceAdmitsAnOutOfDatePlatformForItsDaysOnly() {
        EvidenceBundle bundle = bundle("PLATFORM_OUT_OF_DATE");
        Instant tcbDate = under(bundle, Baseline.STRICT, NOW).standing().orElseThrow().tcbDate();
        Duration age = Duration.between(tcbDate, NOW);
        assertEquals(Verdict.PERMIT, under(bundle, graceOf(age.plusSeconds(1)), NOW).verdict());
        assertEquals(Verdict.DENY, under(bundle, graceOf(age), NOW).verdict());
    }

    @Test
    void anotherEvaluationNumberThanTheStoredIsUnavailable() {
        EvidenceBundle bundle = ATTESTER.genuine(NOW);
        Emulated service = Emulated.strictly(bundle, NOW);
        long stored = service.quote(quote(bundle)).standing().orElseThrow().evaluationNumber();
        assertEquals(Verdict.PERMIT, service.under(asking("azuredefault")).quote(quote(bundle)).verdict());
        assertEquals(Verdict.PERMIT, service.under(asking(String.valueOf(stored))).quote(quote(bundle)).verdict());
        for (String other : new String[]{String.valueOf(stored - 1), "0" + stored, "", "newest"}) {
            assertEquals(Reason.EVALUATION_NUMBER_UNAVAILABLE,
                    service.under(asking(other)).quote(quote(bundle)).reason(), other);
        }
    }

    @Test
    @Tag("EV-12")
    void aListOfPlatformsAdmitsThoseAlone() {
        EvidenceBundle bundle = ATTESTER.genuine(NOW);
        Bytes own = under(bundle, Baseline.STRICT, NOW).hardwareId().orElseThrow();
        assertEquals(Verdict.PERMIT, under(bundle, listing(own), NOW).verdict());
        Appraisal foreign = under(bundle, listing(own.sha256()), NOW);
        assertEquals(Reason.PLATFORM_NOT_LISTED, foreign.reason());
        assertTrue(foreign.detail().contains(own.toHex()), foreign.detail());
    }

    @Test
    void aPolicyCanJudgeTheStatusABaselineLetsPass() {
        EvidenceBundle bundle = bundle("PLATFORM_OUT_OF_DATE");
        Emulated service = Emulated.strictly(bundle, NOW).under(Baseline.AZURE);
        Policy careful = Policy.parse("""
                version=1.0;
                authorizationrules{[type=="assay-tcb-status", value=="OutOfDate"]=>deny(); =>permit();};
                issuancerules{c:[type=="assay-tcb-advisory"]=>issue(type="advisory", value=c.value);};""");
        assertEquals(Reason.POLICY_DENIED, service.under(careful).quote(quote(bundle)).reason());
        Policy telling = Policy.parse(careful.text().replace("deny()", "permit()"));
        assertEquals("INTEL-SA-00828", service.under(telling).quote(quote(bundle)).tokenClaims().getString("advisory"));
    }

    @Test
    @Tag("PO-10")
    void noPolicyLoosensTheBaseline() {
        EvidenceBundle bundle = bundle("ENCLAVE_DEBUGGABLE");
        Appraisal appraisal = Emulated.strictly(bundle, NOW).under(PERMIT).quote(quote(bundle));
        assertEquals(Reason.DEBUG_NOT_ACCEPTED, appraisal.reason());
    }

    @Test
    @Tag("CO-02")
    void collateralEndsToTheSecondAndGraceIsSaid() {
        EvidenceBundle bundle = ATTESTER.genuine(NOW);
        Instant end = under(bundle, Baseline.STRICT, NOW).validUntil().orElseThrow();
        assertEquals(Verdict.PERMIT, under(bundle, Baseline.STRICT, end).verdict());
        assertEquals(Verdict.UNAVAILABLE, under(bundle, Baseline.STRICT, end.plusSeconds(1)).verdict());
        Baseline patient = with(Set.of(), Duration.ZERO, Duration.ofHours(2));
        Appraisal late = under(bundle, patient, end.plusSeconds(7200));
        assertEquals(Verdict.PERMIT, late.verdict(), late.detail());
        assertTrue(late.tokenClaims().getBoolean("collateral-expired"));
        assertFalse(under(bundle, patient, end).tokenClaims().containsKey("collateral-expired"));
        assertEquals(Verdict.UNAVAILABLE, under(bundle, patient, end.plusSeconds(7201)).verdict());
    }

    @Test
    void clocksFarOffGiveNoPermit() {
        EvidenceBundle bundle = ATTESTER.genuine(NOW);
        for (Duration off : new Duration[]{Duration.ofDays(-1), Duration.ofDays(-3650), Duration.ofDays(60),
                Duration.ofDays(36500)}) {
            assertFalse(under(bundle, Baseline.STRICT, NOW.plus(off)).verdict() == Verdict.PERMIT, "off by " + off);
        }
    }

    private static EvidenceBundle bundle(String mistake) {
        return ATTESTER.with(Mistake.named(mistake).orElseThrow(), ReportData.empty(), NOW);
    }

    private static Appraisal under(EvidenceBundle bundle, Baseline baseline, Instant at) {
        return Emulated.strictly(bundle, at).under(baseline).under(PERMIT).quote(quote(bundle));
    }

    private static Baseline accepting(String... advisories) {
        return with(Set.of(advisories), Duration.ZERO, Duration.ZERO);
    }

    private static Baseline graceOf(Duration outOfDate) {
        return with(Set.of(), outOfDate, Duration.ZERO);
    }

    private static Baseline listing(Bytes platform) {
        return new Baseline("own", Baseline.STRICT.acceptedStatuses(), Set.of(), Duration.ZERO, Optional.empty(),
                Optional.empty(), Set.of(platform), false, Duration.ZERO, Optional.empty());
    }

    private static Baseline with(Set<String> advisories, Duration outOfDate, Duration collateral) {
        return new Baseline("own", Set.of(TcbStatus.UP_TO_DATE), advisories, outOfDate, Optional.empty(),
                Optional.empty(), Set.of(), false, collateral, Optional.empty());
    }

    private static Policy asking(String number) {
        return Policy.parse("version=1.1;configurationrules{=>issueproperty(type=\"x-ms-sgx-tcbidentifier\",value=\""
                + number + "\");};authorizationrules{=>permit();};");
    }

    private static Bytes quote(EvidenceBundle bundle) {
        return Bytes.copyOf(bundle.quote().toArray());
    }
}
