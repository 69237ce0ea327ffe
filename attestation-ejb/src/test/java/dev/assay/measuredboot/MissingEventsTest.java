package dev.assay.measuredboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events left out of the log, and events that were never measured. */
@Tag("TP-15")
class MissingEventsTest {
    @Test
    void leavingOutARegistersEventsTakesItsClaimsAway() {
        HandMadeLog sound = HandMadeLog.soundWindows();
        for (int register : Set.of(11, 12, 13, 14)) {
            EventLog without = HandMadeLog.without(sound.log(), event -> event.pcr() == register);
            MeasuredBoot boot = HandMadeLog.judge(without, sound.quote());
            assertEquals(Set.of(register), boot.unexplained());
            assertEquals(Claims.ALL, Claims.madeOf(boot));
            Set<String> expected = new HashSet<>(Claims.ALL);
            if (register == 12 || register == 13)
                expected.removeAll(Claims.OF_WINDOWS);
            assertEquals(expected, Claims.trueOf(boot), "register " + register);
        }
    }

    /** A policy that denies where an event is there must not be told that none is. */
    @Test
    void leavingOutARegisterOfTheFirmwareIsRefused() {
        HandMadeLog sound = HandMadeLog.soundWindows();
        for (int register = 0; register <= 7; register++) {
            int which = register;
            EventLog without = HandMadeLog.without(sound.log(), event -> event.pcr() == which);
            Refusal refusal = assertThrows(Refusal.class, () -> HandMadeLog.judge(without, sound.quote()));
            assertEquals(Reason.BOOT_LOG_MISMATCH, refusal.reason());
            assertTrue(refusal.getMessage().contains("no event of register " + register), refusal.getMessage());
        }
    }

    @Test
    void leavingOutARegistersEventsMakesNoClaimTrue() {
        HandMadeLog unsound = HandMadeLog.unsoundWindows();
        for (int register = 8; register < 24; register++) {
            int which = register;
            EventLog without = HandMadeLog.without(unsound.log(), event -> event.pcr() == which);
            assertEquals(Set.of(), Claims.trueOf(HandMadeLog.judge(without, unsound.quote())));
        }
    }

    @Test
    void leavingOutOneEventIsRefused() {
        HandMadeLog sound = HandMadeLog.soundWindows();
        EventLog without = HandMadeLog.without(sound.log(), event -> event.is(EventType.EV_EFI_VARIABLE_AUTHORITY));
        assertThrows(Refusal.class, () -> HandMadeLog.judge(without, sound.quote()));
    }

    @Test
    void factsOfADynamicLaunchThatAreNotInTheLogTakeClaimsAway() {
        HandMadeLog sound = HandMadeLog.soundWindows();
        for (int register : Set.of(19, 20)) {
            MeasuredBoot boot = HandMadeLog.judge(sound.log(),
                    Quoted.with(sound.quote(), register, Optional.of(Bytes.utf8("launched"))));
            assertEquals(Set.of(register), boot.unexplained());
            assertEquals(Set.of("secureBootEnabled"), Claims.trueOf(boot));
        }
    }

    @Test
    @Tag("TP-16")
    void eventsWithoutActionAreNeverBelieved() {
        Bytes facts = HandMadeLog.boundary(HandMadeLog.soundFacts());
        HandMadeLog log = HandMadeLog.firmware(HandMadeLog.OFF).add(12, EventType.EV_NO_ACTION, facts);
        log.add(7, EventType.EV_NO_ACTION, HandMadeLog.variableData(HandMadeLog.GLOBAL, "SecureBoot", HandMadeLog.ON));
        MeasuredBoot boot = log.boot();
        assertEquals(Set.of("notSafeMode", "notWinPE"), Claims.trueOf(boot));
        assertEquals(2, boot.setAside().size());
        assertTrue(boot.setAside().stream().allMatch(one -> one.why().contains("TP-16")));
    }

    @Test
    @Tag("TP-16")
    void eventsWithoutActionTakeNothingAway() {
        Bytes facts = HandMadeLog.boundary(HandMadeLog.flag(dev.assay.eventlog.SipaType.SAFEMODE, 1));
        assertEquals(Claims.ALL,
                Claims.trueOf(HandMadeLog.soundWindows().add(12, EventType.EV_NO_ACTION, facts).boot()));
    }

    @Test
    @Tag("TP-16")
    void refusesALocalityTheRegisterDoesNotShow() {
        HandMadeLog sound = HandMadeLog.soundWindows();
        for (int locality : Set.of(1, 3, 4)) {
            HandMadeLog forged = new HandMadeLog(DigestAlgorithm.SHA1, DigestAlgorithm.SHA256)
                    .add(0, EventType.EV_NO_ACTION, locality(locality));
            sound.log().events().forEach(event -> forged.add((int) event.pcr(), event.knownType().orElseThrow(),
                    event.data(), event.is(EventType.EV_EFI_PLATFORM_FIRMWARE_BLOB)
                            ? Bytes.utf8("the firmware")
                            : event.data()));
            Refusal refusal = assertThrows(Refusal.class, () -> HandMadeLog.judge(forged.log(), sound.quote()));
            assertTrue(refusal.getMessage().contains("register 0 "), refusal.getMessage());
        }
    }

    @Test
    @Tag("TP-16")
    void believesAHardwareMeasurementOnlyFirstAndFromLocalityFour() {
        assertEquals(3, ofHardware(Optional.empty(), 0).accepted().size());
        assertEquals(3, ofHardware(Optional.of(4), 0).accepted().size());
        assertEquals(0, ofHardware(Optional.of(0), 0).accepted().size());
        assertEquals(0, ofHardware(Optional.empty(), 1).accepted().size());
    }

    private static MeasuredBoot ofHardware(Optional<Integer> locality, int before) {
        HandMadeLog log = new HandMadeLog(DigestAlgorithm.SHA256);
        locality.ifPresent(one -> log.add(0, EventType.EV_NO_ACTION, locality(one)));
        for (int i = 0; i < 2; i++) {
            log.add(0, i == before ? EventType.EV_EFI_HCRTM_EVENT : EventType.EV_S_CRTM_VERSION, Bytes.utf8("HCRTM"));
        }
        return log.add(0, EventType.EV_SEPARATOR, HandMadeLog.ZERO).boot();
    }

    private static Bytes locality(int locality) {
        return Bytes.utf8("StartupLocality\0").concat(Bytes.copyOf(new byte[]{(byte) locality}));
    }
}
