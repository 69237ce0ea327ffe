package dev.assay.measuredboot;

import static dev.assay.measuredboot.HandMadeLog.ON;
import static dev.assay.measuredboot.HandMadeLog.boundary;
import static dev.assay.measuredboot.HandMadeLog.flag;
import static dev.assay.measuredboot.HandMadeLog.tagged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import dev.assay.eventlog.SipaType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ready-made claims of Windows (maa-tpm §4, §8), rule by rule. */
@Tag("TP-11")
class WindowsFactsTest {
    @Test
    void demandsThatSomethingSaysSo() {
        assertEquals(Set.of("notSafeMode", "notWinPE", "bootDebuggingDisabled"), of(Bytes.EMPTY));
        assertEquals(Set.of("notSafeMode", "notWinPE"), Claims.trueOf(HandMadeLog.firmware(HandMadeLog.OFF).boot()));
    }

    @Test
    void oneContradictionDecides() {
        assertFalse(of(flag(SipaType.BOOTDEBUGGING, 1)).contains("bootDebuggingDisabled"));
        assertFalse(of(flag(SipaType.SAFEMODE, 0).concat(flag(SipaType.SAFEMODE, 1))).contains("notSafeMode"));
        assertFalse(of(flag(SipaType.WINPE, 1)).contains("notWinPE"));
        assertFalse(of(flag(SipaType.VBS_IOMMU_REQUIRED, 1).concat(flag(SipaType.VBS_IOMMU_REQUIRED, 0)))
                .contains("iommuEnabled"));
    }

    @Test
    void virtualisationNeedsOneOfItsTwoFactsAndNoDenial() {
        assertTrue(of(flag(SipaType.VBS_VSM_REQUIRED, 1)).contains("vbsEnabled"));
        assertTrue(of(flag(SipaType.VBS_MANDATORY_ENFORCEMENT, 1)).contains("vbsEnabled"));
        assertFalse(of(flag(SipaType.VBS_VSM_REQUIRED, 1).concat(flag(SipaType.VBS_MANDATORY_ENFORCEMENT, 0)))
                .contains("vbsEnabled"));
    }

    @Test
    void virtualisationIsSaidInRegisterTwelve() {
        EventLog log = HandMadeLog.windows(HandMadeLog.OFF, Bytes.EMPTY).log();
        Bytes facts = boundary(flag(SipaType.VBS_VSM_REQUIRED, 1));
        HandMadeLog thirteen = HandMadeLog.firmware(HandMadeLog.OFF).add(13, EventType.EV_EVENT_TAG, facts)
                .add(13, EventType.EV_SEPARATOR, HandMadeLog.WBCL);
        assertFalse(Claims.trueOf(thirteen.boot()).contains("vbsEnabled"));
        HandMadeLog twelve = HandMadeLog.firmware(HandMadeLog.OFF).add(12, EventType.EV_EVENT_TAG, facts)
                .add(12, EventType.EV_SEPARATOR, HandMadeLog.WBCL);
        assertTrue(Claims.trueOf(twelve.boot()).contains("vbsEnabled"));
        assertEquals(2, log.events().stream().filter(event -> event.pcr() == 13 && event.is(EventType.EV_EVENT_TAG))
                .count());
    }

    @Test
    void aFlagThatCannotBeReadIsNeither() {
        for (Bytes unreadable : List.of(Bytes.EMPTY, Bytes.hex("000000000000000000"))) {
            assertFalse(of(tagged(SipaType.SAFEMODE, unreadable)).contains("notSafeMode"));
            assertFalse(of(tagged(SipaType.VBS_IOMMU_REQUIRED, unreadable)).contains("iommuEnabled"));
        }
        assertTrue(of(tagged(SipaType.SAFEMODE, Bytes.hex("0000000000000000"))).contains("notSafeMode"));
    }

    @Test
    @Tag("TP-16")
    void recordsThatWindowsDoesNotMeasureCountForNothing() {
        Bytes hidden = tagged(SipaType.TRUSTPOINT_AGGREGATION, flag(SipaType.VBS_IOMMU_REQUIRED, 1));
        assertFalse(of(hidden).contains("iommuEnabled"));
    }

    @Test
    void readsFactsWithinAggregations() {
        Bytes module = tagged(SipaType.LOADEDMODULE_AGGREGATION, flag(SipaType.SAFEMODE, 1));
        assertFalse(of(module).contains("notSafeMode"));
    }

    @Test
    void readsFactsOfADynamicLaunch() {
        Bytes facts = boundary(flag(SipaType.BOOTDEBUGGING, 1));
        assertEquals(Set.of("secureBootEnabled", "notSafeMode", "notWinPE", "vbsEnabled", "iommuEnabled"),
                Claims.trueOf(HandMadeLog.soundWindows().add(20, EventType.EV_EVENT_TAG, facts).boot()));
    }

    @Test
    @Tag("TP-12")
    void recordsThatAreNotWhatWasMeasuredCloseTheRegisters() {
        Bytes facts = boundary(HandMadeLog.soundFacts());
        HandMadeLog log = HandMadeLog.firmware(ON).authority();
        for (int register : List.of(12, 13)) {
            log.add(register, EventType.EV_EVENT_TAG, facts, Bytes.utf8("something else"))
                    .add(register, EventType.EV_SEPARATOR, HandMadeLog.WBCL);
        }
        assertEquals(Set.of("secureBootEnabled"), Claims.trueOf(log.boot()));
    }

    @Test
    void recordsThatCannotBeReadCloseTheRegisters() {
        HandMadeLog log = HandMadeLog.firmware(ON).authority();
        for (int register : List.of(12, 13)) {
            log.add(register, EventType.EV_EVENT_TAG, boundary(HandMadeLog.soundFacts()))
                    .add(register, EventType.EV_EVENT_TAG, Bytes.utf8("cut"))
                    .add(register, EventType.EV_SEPARATOR, HandMadeLog.WBCL);
        }
        assertEquals(Set.of("secureBootEnabled"), Claims.trueOf(log.boot()));
    }

    @Test
    @Tag("TP-14")
    void recordsWithoutTheirSeparatorCloseTheRegisters() {
        EventLog log = HandMadeLog.soundWindows().log();
        for (int register : List.of(12, 13)) {
            EventLog without = HandMadeLog.without(log,
                    event -> event.pcr() == register && event.is(EventType.EV_SEPARATOR));
            assertEquals(Set.of("secureBootEnabled"),
                    Claims.trueOf(HandMadeLog.judge(without, Quoted.after(without))));
        }
    }

    private static Set<String> of(Bytes facts) {
        return Claims.trueOf(HandMadeLog.windows(HandMadeLog.OFF, facts).boot());
    }
}
