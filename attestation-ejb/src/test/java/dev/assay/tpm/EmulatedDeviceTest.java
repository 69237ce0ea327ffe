package dev.assay.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.appraisal.Appraisal;
import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.bootlog.OperatingSystem;
import dev.assay.emulator.tpm.BootDoubt;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.KeyForm;
import dev.assay.emulator.tpm.TpmBundle;
import dev.assay.emulator.tpm.TpmChallenge;
import dev.assay.emulator.tpm.TpmMistake;
import dev.assay.emulator.tpm.TpmVariation;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Check;
import dev.assay.evidence.TpmState;
import dev.assay.evidence.Verdict;
import dev.assay.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checklist D by a device that was written by other hands: what it gets wrong fails at its step, and nothing else does. */
@Tag("TP-01")
@Tag("TP-11")
class EmulatedDeviceTest {
    private static final EmulatedTpmDevice WINDOWS = EmulatedTpmDevice.create(Tenant.NOW);
    private static final TpmChallenge CHALLENGE = TpmChallenge.random();
    private static final String FIRMWARE_REGISTERS = "=>issueproperty(type=\"required_pcr_mask\",value=255);";
    private static final String ISSUED = """
            c:[type=="secureBootEnabled"]=>issue(type="secureBootEnabled",value=c.value);\
            c:[type=="bootDebuggingDisabled"]=>issue(type="bootDebuggingDisabled",value=c.value);""";

    @TestFactory
    Stream<DynamicTest> everyKeyOfEverySystemPasses() {
        return Stream.of(OperatingSystem.values()).flatMap(system -> Stream.of(KeyForm.values())
                .map(form -> dynamicTest(system + " " + form, () -> {
                    EmulatedTpmDevice device = EmulatedTpmDevice.create(system, form, Tenant.NOW);
                    Appraisal appraisal = appraise(device.genuine(CHALLENGE, Tenant.NOW));
                    assertPermitted(appraisal);
                    assertTrue(appraisal.tokenClaims().getBoolean("secureBootEnabled"));
                })));
    }

    @Test
    void aSoundWindowsMachineIsBelieved() {
        Appraisal appraisal = appraise(WINDOWS.genuine(CHALLENGE, Tenant.NOW));
        assertPermitted(appraisal);
        assertTrue(appraisal.tokenClaims().getBoolean("bootDebuggingDisabled"));
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeFailsItsStep() {
        return TpmMistake.all().stream()
                .map(mistake -> dynamicTest(mistake.step() + " " + mistake.name(), () -> failsItsStep(mistake)));
    }

    private static void failsItsStep(TpmMistake mistake) {
        Appraisal appraisal = appraise(WINDOWS.with(mistake, CHALLENGE, Tenant.NOW));
        assertEquals(List.of(mistake.step()), failed(appraisal), appraisal.detail());
        assertEquals(mistake.verdict(), appraisal.verdict().word(), appraisal.detail());
        assertTrue(appraisal.tokenClaims().isEmpty(), "nothing to issue");
    }

    @TestFactory
    Stream<DynamicTest> everyDoubtCostsItsClaim() {
        return Stream.of(BootDoubt.values()).map(doubt -> dynamicTest(doubt.lost() + " " + doubt, () -> {
            Appraisal appraisal = appraise(WINDOWS.with(doubt, CHALLENGE, Tenant.NOW));
            assertPermitted(appraisal);
            assertFalse(appraisal.tokenClaims().getBoolean(doubt.lost(), false));
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyVariationPasses() {
        return Stream.of(TpmVariation.values()).map(variation -> dynamicTest(variation.name(), () -> {
            Appraisal appraisal = appraise(WINDOWS.with(variation, CHALLENGE, Tenant.NOW),
                    tenant(Tenant.policy(variation == TpmVariation.SELECTION_WITH_A_HOLE ? FIRMWARE_REGISTERS : "",
                            "=>permit();", ISSUED)));
            assertPermitted(appraisal);
            assertTrue(appraisal.tokenClaims().getBoolean("secureBootEnabled"));
            assertTrue(appraisal.tokenClaims().getBoolean("bootDebuggingDisabled"));
        }));
    }

    @Test
    @Tag("TP-02")
    void aHoleIsRefusedWhereThePolicyAsksForAllRegisters() {
        Appraisal appraisal = appraise(WINDOWS.with(TpmVariation.SELECTION_WITH_A_HOLE, CHALLENGE, Tenant.NOW));
        assertEquals(List.of("D.8a"), failed(appraisal));
        assertEquals(Verdict.DENY, appraisal.verdict());
        assertTrue(appraisal.tokenClaims().isEmpty(), "nothing to issue");
    }

    /** Beyond the firmware's registers, events that were left out are named, and a policy sees none of them. */
    @Test
    @Tag("TP-15")
    void aRegisterWithoutItsEventsIsNamedAndShowsNone() {
        TpmBundle bundle = WINDOWS.make(CHALLENGE, Tenant.NOW,
                draft -> draft.state().logged(log -> log.without(event -> event.pcr() == 11)));
        Appraisal appraisal = appraise(bundle);
        assertPermitted(appraisal);
        assertTrue(detail(appraisal, "D.6").endsWith("not explained: [11]"), detail(appraisal, "D.6"));
        assertTrue(detail(appraise(WINDOWS.genuine(CHALLENGE, Tenant.NOW)), "D.6").endsWith("not explained: []"));
        String query = "length(Events[?PcrIndex == `11`]) > `0`";
        assertFalse(appraise(bundle, tenant(asking(query))).tokenClaims().getBoolean("seen"));
        assertTrue(appraise(WINDOWS.genuine(CHALLENGE, Tenant.NOW), tenant(asking(query))).tokenClaims()
                .getBoolean("seen"));
    }

    private static void assertPermitted(Appraisal appraisal) {
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        assertEquals(List.of(), failed(appraisal));
    }

    private static List<String> failed(Appraisal appraisal) {
        return appraisal.checks().stream().filter(check -> check.outcome() == Check.Outcome.FAIL).map(Check::id)
                .toList();
    }

    /** Denies old firmware. */
    private static Tenant tenant(Policy policy) {
        String denied = "%016x".formatted(EmulatedTpmDevice.OLD_FIRMWARE);
        return Tenant.usual().knowingNothing().with(policy)
                .with(TpmBaselines.with(new Baseline.Tpm(false, Set.of(denied))));
    }

    private static Policy asking(String query) {
        return Tenant.policy("", "=>permit();", "c:[type==\"events\",issuer==\"AttestationService\"]=>issue("
                + "type=\"seen\",value=JsonToClaimValue(JmesPath(c.value,\"" + query + "\")));");
    }

    private static String detail(Appraisal appraisal, String step) {
        return appraisal.checks().stream().filter(check -> check.id().equals(step)).map(Check::detail).findFirst()
                .orElseThrow();
    }

    private static Appraisal appraise(TpmBundle bundle) {
        return appraise(bundle, tenant(Tenant.policy("", "=>permit();", ISSUED)));
    }

    /** @param judge is given what the bundle says, and nothing else */
    private static Appraisal appraise(TpmBundle bundle, Tenant judge) {
        Authority authority = new Authority(Use.ATTESTATION_KEYS, true, bytes(bundle.attestationCa()),
                bundle.attestationCrl().map(EmulatedDeviceTest::bytes), true);
        Tenant tenant = judge.trusting(new TpmAuthorities(List.of(authority)));
        return bundle.registered().map(known -> tenant.knowing(device(known, bundle))).orElse(tenant)
                .appraise(Bytes.utf8(bundle.request()));
    }

    private static TpmDevice device(TpmBundle.Registered known, TpmBundle bundle) {
        Bytes key = bytes(known.attestationKey()).sha256();
        TpmState last = new TpmState(key, bundle.last().milliseconds(), bundle.last().resets(),
                bundle.last().restarts(), true, 1);
        return new TpmDevice(UUID.fromString("00000000-0000-4000-8000-000000000002"), TpmDevice.Origin.ACTIVATION, key,
                Optional.of(bytes(known.publicArea())), Optional.of(bytes(known.endorsementKey()).sha256()),
                known.revoked(), Optional.of(last));
    }

    private static Bytes bytes(dev.assay.emulator.bytes.Octets octets) {
        return Bytes.copyOf(octets.toArray());
    }
}
