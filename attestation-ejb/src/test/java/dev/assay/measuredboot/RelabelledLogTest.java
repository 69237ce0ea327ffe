package dev.assay.measuredboot;

import static dev.assay.measuredboot.HandMadeLog.WBCL;
import static dev.assay.measuredboot.HandMadeLog.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import dev.assay.evidence.Refusal;
import dev.assay.tpm2.PcrValues;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing vouches for an event's type, nor for data that was not measured: what a sender makes of both. */
@Tag("TP-11")
class RelabelledLogTest {
    private static final Bytes OTHER = Bytes.utf8("other");

    @Test
    void noRelabellingOfOneEventMakesAClaimTrue() {
        HandMadeLog unsound = HandMadeLog.unsoundWindows();
        everyRelabelling(unsound.log(), forged -> assertEquals(Set.of(), claimed(forged, unsound.quote())));
    }

    @Test
    void relabellingAnEventOfAClaimTakesTheClaimAway() {
        HandMadeLog sound = HandMadeLog.soundWindows();
        everyRelabelling(sound.log(), forged -> {
            Set<String> expected = new HashSet<>(Claims.ALL);
            int register = (int) changed(sound.log(), forged).pcr();
            if (register == 7)
                expected.remove("secureBootEnabled");
            if (register == 12 || register == 13)
                expected.removeAll(Claims.OF_WINDOWS);
            Set<String> claimed = claimed(forged, sound.quote());
            assertTrue(expected.containsAll(claimed), changed(sound.log(), forged) + " as " + claimed);
        });
    }

    private interface Look {
        void at(EventLog forged);
    }

    private static void everyRelabelling(EventLog log, Look look) {
        for (Event event : log.events()) {
            for (EventType type : EventType.values()) {
                if (!event.is(type))
                    look.at(HandMadeLog.relabelled(log, one -> one.sequence() == event.sequence(), type));
            }
        }
    }

    private static Event changed(EventLog before, EventLog after) {
        return IntStream.range(0, before.events().size())
                .filter(i -> before.events().get(i).type() != after.events().get(i).type())
                .mapToObj(before.events()::get).findFirst().orElseThrow();
    }

    @Test
    void noRelabellingOfARegisterMakesAClaimTrue() {
        HandMadeLog unsound = HandMadeLog.unsoundWindows();
        for (EventType type : EventType.values()) {
            for (int register = 0; register < 24; register++) {
                int which = register;
                assertEquals(Set.of(), claimed(HandMadeLog.relabelled(unsound.log(), one -> one.pcr() == which, type),
                        unsound.quote()), register + " as " + type);
            }
        }
    }

    @Test
    @Tag("TP-12")
    void noOtherDataMakesAClaimTrue() {
        HandMadeLog unsound = HandMadeLog.unsoundWindows();
        List<Event> sound = HandMadeLog.soundWindows().log().events();
        EventLog retold = HandMadeLog.redone(unsound.log(), unsound.log().events().stream()
                .map(event -> new Event(event.sequence(), 0, event.pcr(), event.type(), event.digests(),
                        sound.get(event.sequence()).data()))
                .toList());
        assertEquals(Set.of(), claimed(retold, unsound.quote()));
    }

    @Test
    @Tag("TP-12")
    void dataThatIsNotMeasuredChangesNoClaim() {
        HandMadeLog sound = HandMadeLog.soundWindows();
        Predicate<Event> loader = event -> event.is(EventType.EV_EFI_BOOT_SERVICES_APPLICATION);
        EventLog retold = HandMadeLog.retold(sound.log(), loader, Bytes.utf8("another path"));
        assertEquals(Claims.ALL, claimed(retold, sound.quote()));
    }

    @Test
    void believesNoEventOfARegisterWhereOneIsUnknown() {
        EventLog log = HandMadeLog.soundWindows().log();
        EventLog forged = HandMadeLog.relabelled(log, one -> one.sequence() == firstOf(log, 7).sequence(),
                EventType.EV_UNUSED);
        MeasuredBoot boot = HandMadeLog.judge(forged, Quoted.after(log));
        assertFalse(boot.accepted().stream().anyMatch(event -> event.pcr() == 7));
        assertTrue(boot.setAside().stream().allMatch(one -> one.event().pcr() == 7 && one.why().contains("TP-11")));
    }

    @Test
    void findsASeparatorUnderAnyNameAndAnyData() {
        EventLog log = HandMadeLog.soundWindows().log();
        for (int register : List.of(0, 4, 7, 12, 13, 14)) {
            Predicate<Event> separator = event -> event.pcr() == register && event.is(EventType.EV_SEPARATOR);
            for (EventType type : EventType.values()) {
                if (type == EventType.EV_SEPARATOR || type == EventType.EV_NO_ACTION)
                    continue;
                EventLog forged = HandMadeLog.retold(HandMadeLog.relabelled(log, separator, type),
                        event -> event.pcr() == register && event.is(type)
                                && event.digest(DigestAlgorithm.SHA256).equals(log.events().stream().filter(separator)
                                        .findFirst().orElseThrow().digest(DigestAlgorithm.SHA256)),
                        OTHER);
                MeasuredBoot boot = HandMadeLog.judge(forged, Quoted.after(log));
                assertFalse(boot.accepted().stream().anyMatch(event -> event.pcr() == register),
                        register + " as " + type);
            }
        }
    }

    @Test
    void takesNoCommandLineForRecordsOfWindows() {
        HandMadeLog linux = HandMadeLog.firmware(HandMadeLog.OFF);
        linux.add(12, EventType.EV_IPL, HandMadeLog.boundary(HandMadeLog.soundFacts()));
        linux.add(13, EventType.EV_IPL, OTHER);
        assertEquals(Set.of(), Claims.trueOf(linux.boot()));
        assertEquals(2, linux.boot().accepted().stream().filter(event -> event.pcr() > 11).count());
        EventLog forged = HandMadeLog.relabelled(linux.log(), event -> event.pcr() == 12, EventType.EV_EVENT_TAG);
        assertEquals(Set.of(), claimed(forged, linux.quote()));
    }

    @Test
    void believesRecordsOfWindowsInNoOtherRegister() {
        Bytes facts = HandMadeLog.boundary(HandMadeLog.soundFacts());
        for (int register : List.of(1, 2, 5, 6, 8, 9, 10, 11, 15, 16, 23)) {
            MeasuredBoot boot = HandMadeLog.firmware(HandMadeLog.ON).add(register, EventType.EV_EVENT_TAG, facts)
                    .boot();
            assertFalse(boot.accepted().stream().anyMatch(event -> event.is(EventType.EV_EVENT_TAG)),
                    "register " + register);
        }
    }

    @Test
    void believesNothingInRegistersAnyProgramMayReset() {
        for (int register : List.of(10, 15, 16, 17, 18, 21, 22, 23)) {
            for (EventType type : EventType.values()) {
                MeasuredBoot boot = new HandMadeLog(DigestAlgorithm.SHA256).add(register, type, ZERO).boot();
                assertEquals(List.of(), boot.accepted(), register + " " + type);
            }
        }
    }

    @Test
    @Tag("TP-14")
    void appendedEventsAreRefusedUnlessTheRegisterShowsThem() {
        HandMadeLog sound = HandMadeLog.soundWindows();
        PcrValues quote = sound.quote();
        assertEquals(Set.of(), claimed(sound.add(12, EventType.EV_EVENT_TAG, OTHER).log(), quote));
    }

    @Test
    @Tag("TP-14")
    void eventsAfterTheSeparatorMakeNoClaim() {
        Bytes facts = HandMadeLog.boundary(HandMadeLog.soundFacts());
        for (int register : List.of(12, 13)) {
            HandMadeLog late = HandMadeLog.soundWindows().add(register, EventType.EV_EVENT_TAG, facts);
            assertEquals(Set.of("secureBootEnabled"), Claims.trueOf(late.boot()), "register " + register);
            HandMadeLog again = late.add(register, EventType.EV_SEPARATOR, WBCL);
            assertEquals(Set.of("secureBootEnabled"), Claims.trueOf(again.boot()), "register " + register);
        }
    }

    @Test
    @Tag("TP-14")
    void demandsExactlyOneSeparatorInEachFirmwareRegister() {
        for (int register = 0; register < 8; register++) {
            int which = register;
            EventLog log = HandMadeLog.soundWindows().add(register, EventType.EV_SEPARATOR, ZERO).log();
            assertTrue(shown(log, which).isEmpty(), "two in " + register);
            EventLog none = HandMadeLog.without(HandMadeLog.soundWindows().log(),
                    event -> event.pcr() == which && event.is(EventType.EV_SEPARATOR));
            assertTrue(shown(none, which).isEmpty(), "none in " + register);
        }
    }

    @Test
    @Tag("TP-14")
    void nothingFollowsTheHandoverInRegisterFive() {
        EventLog log = HandMadeLog.soundWindows().add(5, EventType.EV_EFI_GPT_EVENT, OTHER).log();
        assertTrue(shown(log, 5).isEmpty());
    }

    private static List<Event> shown(EventLog log, int register) {
        return HandMadeLog.judge(log, Quoted.after(log)).accepted().stream().filter(event -> event.pcr() == register)
                .toList();
    }

    private static Event firstOf(EventLog log, int register) {
        return log.events().stream().filter(event -> event.pcr() == register).findFirst().orElseThrow();
    }

    /** Empty too where the log is refused. */
    private static Set<String> claimed(EventLog log, PcrValues quote) {
        try {
            return Claims.trueOf(HandMadeLog.judge(log, quote));
        } catch (Refusal refused) {
            return Set.of();
        }
    }
}
