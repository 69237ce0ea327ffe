package dev.assay.eventlog;

import static dev.assay.eventlog.DigestAlgorithm.SHA1;
import static dev.assay.eventlog.DigestAlgorithm.SHA256;
import static dev.assay.eventlog.LogWriter.u32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Registers after a log, and what each record's data is worth. */
@Tag("TP-16")
class ReplayTest {
    private static final Bytes ZERO = Bytes.copyOf(new byte[32]);
    private static final Bytes FACT = Bytes.utf8("fact");

    @Test
    void extendsEachRegisterInOrder() {
        EventLog log = LogWriter.agile(SHA256).event(4, EventType.EV_ACTION, FACT)
                .event(4, EventType.EV_SEPARATOR, u32(0)).read();
        Bytes first = SHA256.digest(ZERO, SHA256.digest(FACT));
        assertEquals(Map.of(4, SHA256.digest(first, SHA256.digest(u32(0)))), log.replay(SHA256).values());
    }

    @Test
    void neverExtendsARecordWithoutAction() {
        EventLog log = LogWriter.agile(SHA256).event(4, EventType.EV_NO_ACTION, FACT).read();
        assertTrue(log.replay(SHA256).values().isEmpty());
        assertEquals(Measurement.NOTHING, Measurement.of(log.events().getLast()));
    }

    @Test
    void startsRegisterZeroFromTheLocality() {
        EventLog log = LogWriter.agile(SHA256).event(0, EventType.EV_NO_ACTION, locality("03"))
                .event(0, EventType.EV_ACTION, FACT).read();
        assertEquals(Optional.of(3), log.startupLocality());
        assertEquals(fromLocality("03"), log.replay(SHA256).expected(0));
    }

    @Test
    void ignoresALocalityOfAnotherSizeRangeRegisterOrPlace() {
        for (Bytes wrong : List.of(locality("0300"), locality("05"), locality(""))) {
            assertEquals(Optional.empty(), LogWriter.agile(SHA256).event(0, EventType.EV_NO_ACTION, wrong).read()
                    .startupLocality());
        }
        EventLog elsewhere = LogWriter.agile(SHA256).event(1, EventType.EV_NO_ACTION, locality("03")).read();
        assertEquals(Optional.empty(), elsewhere.startupLocality());
        EventLog late = LogWriter.agile(SHA256).event(0, EventType.EV_ACTION, FACT)
                .event(0, EventType.EV_NO_ACTION, locality("03")).read();
        assertEquals(fromLocality("00"), late.replay(SHA256).expected(0));
    }

    @Test
    void startsFromLocalityFourWhereHardwareMeasuredFirst() {
        EventLog log = LogWriter.agile(SHA256).event(0, EventType.EV_EFI_HCRTM_EVENT, FACT).read();
        assertEquals(fromLocality("04"), log.replay(SHA256).expected(0));
    }

    @Test
    @Tag("TP-15")
    void demandsTheInitialValueOfARegisterWithoutEvents() {
        Replay replay = LogWriter.agile(SHA256).event(4, EventType.EV_ACTION, FACT).read().replay(SHA256);
        Bytes ones = Bytes.hex("ff".repeat(32));
        assertTrue(replay.equalsQuoted(Map.of(7, ZERO, 17, ones, 22, ones, 23, ZERO)));
        assertFalse(replay.equalsQuoted(Map.of(7, ones)));
        assertFalse(replay.equalsQuoted(Map.of(4, ZERO)));
    }

    @Test
    void joinsLogsInOrderWithRunningNumbers() {
        EventLog firmware = LogWriter.agile(SHA256).event(4, EventType.EV_ACTION, FACT).read();
        EventLog system = LogWriter.agile(SHA256).event(4, EventType.EV_SEPARATOR, u32(0)).read();
        EventLog joined = EventLog.join(List.of(firmware, system));
        assertEquals(IntStream.range(0, 4).boxed().toList(), joined.events().stream().map(Event::sequence).toList());
        Bytes first = SHA256.digest(ZERO, SHA256.digest(FACT));
        assertEquals(SHA256.digest(first, SHA256.digest(u32(0))), joined.replay(SHA256).expected(4));
    }

    @Test
    void leavesOutABankAnEventHasNoDigestIn() {
        EventLog log = LogWriter.agile(SHA1, SHA256).raw(u32(11)).raw(u32(4)).raw(u32(1)).raw(LogWriter.u16(0x0b))
                .raw(SHA256.digest(FACT)).raw(LogWriter.sized(FACT)).read();
        assertTrue(log.replay(SHA1).values().isEmpty());
        assertEquals(SHA256.digest(ZERO, SHA256.digest(FACT)), log.replay(SHA256).expected(11));
        assertFalse(Measurement.covers(log.events().getLast(), SHA1));
        assertTrue(Measurement.covers(log.events().getLast(), SHA256));
    }

    @Test
    @Tag("TP-12")
    void tellsMeasuredDataFromHints() {
        EventLog log = LogWriter.agile(SHA256).event(4, EventType.EV_ACTION, FACT)
                .event(4, EventType.EV_EFI_BOOT_SERVICES_APPLICATION, FACT, Bytes.utf8("the image")).read();
        assertEquals(Measurement.DATA, Measurement.of(log.events().get(1)));
        assertEquals(Measurement.ELSEWHERE, Measurement.of(log.events().get(2)));
    }

    @Test
    void endsAtErasedSpaceButNotInsideIt() {
        LogWriter log = LogWriter.agile(SHA256).event(4, EventType.EV_ACTION, FACT);
        Bytes erased = log.octets().concat(Bytes.hex("ff".repeat(40)));
        assertEquals(log.read(), EventLog.read(erased));
        assertEquals(log.read(), EventLog.read(erased.concat(Bytes.hex("00".repeat(40)))));
        assertTrue(LogReading.of(erased.concat(Bytes.hex("01"))).failure().isPresent());
    }

    private static Bytes locality(String octet) {
        return Bytes.utf8("StartupLocality\0").concat(Bytes.hex(octet));
    }

    private static Bytes fromLocality(String octet) {
        return SHA256.digest(Bytes.hex("00".repeat(31) + octet), SHA256.digest(FACT));
    }
}
