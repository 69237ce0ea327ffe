package dev.assay.eventlog;

import static dev.assay.eventlog.DigestAlgorithm.SHA1;
import static dev.assay.eventlog.DigestAlgorithm.SHA256;
import static dev.assay.eventlog.LogWriter.u16;
import static dev.assay.eventlog.LogWriter.u32;
import static dev.assay.eventlog.LogWriter.u8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logs that lie about themselves end in their reason, at their offset. */
@Tag("EV-04")
class HostileLogTest {
    private static final Bytes ZERO_SHA1 = Bytes.copyOf(new byte[20]);
    private static final int HEADER_OF_ONE = 32 + 33;

    @Test
    void refusesAnEmptyLog() {
        assertEquals(0, refused(Bytes.EMPTY).offset());
    }

    @Test
    void truncationAtEachOffsetOfAnAgileLogIsMalformed() {
        cutEverywhere(sample(LogWriter.agile(SHA1, SHA256)));
    }

    @Test
    void truncationAtEachOffsetOfASha1LogIsMalformed() {
        cutEverywhere(sample(LogWriter.sha1()));
    }

    /** Between two records nothing tells a cut log from a short one: there the quote does. */
    private static void cutEverywhere(LogWriter writer) {
        Bytes whole = writer.octets();
        Set<Integer> boundaries = new TreeSet<>();
        writer.read().events().forEach(event -> boundaries.add(event.offset()));
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            if (length > 0 && boundaries.contains(length))
                assertTrue(EventLog.read(cut).events().size() < boundaries.size());
            else
                assertThrows(MalformedException.class, () -> EventLog.read(cut), "cut to " + length);
        }
    }

    @Test
    void everyChangedOctetEndsInAValueOrMalformed() {
        byte[] octets = sample(LogWriter.agile(SHA1, SHA256)).octets().toArray();
        for (int i = 0; i < octets.length; i++) {
            octets[i] ^= (byte) 0xff;
            LogReading reading = LogReading.of(Bytes.copyOf(octets));
            reading.log().events().forEach(event -> {
                event.decoded();
                Measurement.of(event);
            });
            assertTrue(reading.failure().isPresent() || reading.log().events().size() > 1);
            octets[i] ^= (byte) 0xff;
        }
    }

    @Test
    void refusesADigestCountBeyondTheHeader() {
        MalformedException refused = refused(LogWriter.agile(SHA256).raw(u32(0)).raw(u32(4)).raw(u32(0xffff_ffffL)));
        assertEquals("digest count", refused.field());
        assertEquals(HEADER_OF_ONE + 8, refused.offset());
    }

    @Test
    void refusesARecordWithoutDigest() {
        assertEquals("digest count",
                refused(LogWriter.agile(SHA256).raw(u32(0)).raw(u32(4)).raw(u32(0)).raw(u32(0))).field());
    }

    @Test
    void refusesAnAlgorithmTheHeaderDoesNotDeclare() {
        MalformedException refused = refused(
                LogWriter.agile(SHA256).raw(u32(0)).raw(u32(4)).raw(u32(1)).raw(u16(4)).raw(ZERO_SHA1).raw(u32(0)));
        assertEquals("digest algorithm", refused.field());
        assertEquals(HEADER_OF_ONE + 12, refused.offset());
    }

    @Test
    void refusesTheSameAlgorithmTwiceInOneRecord() {
        Bytes one = u16(4).concat(ZERO_SHA1);
        assertEquals("digest algorithm", refused(LogWriter.agile(SHA1, SHA256).raw(u32(0)).raw(u32(4)).raw(u32(2))
                .raw(one).raw(one).raw(u32(0))).field());
    }

    @Test
    void refusesADataSizeBeyondTheLogBeforeAllocating() {
        MalformedException refused = refused(
                LogWriter.sha1().raw(u32(0)).raw(u32(4)).raw(ZERO_SHA1).raw(u32(0xffff_fff0L)));
        assertEquals("event data", refused.field());
        assertEquals(32, refused.offset());
    }

    @Test
    void refusesAHeaderThatLiesAboutALength() {
        assertTrue(refused(header(u32(1).concat(u16(0x0b)).concat(u16(20)))).field().contains("digest size"));
        assertTrue(refused(header(u32(1).concat(u16(0x99)).concat(u16(0)))).field().contains("digest size"));
        assertTrue(refused(header(u32(1).concat(u16(0x99)).concat(u16(65)))).field().contains("digest size"));
    }

    @Test
    void refusesAHeaderWithNoOrManyOrRepeatedAlgorithms() {
        assertTrue(refused(header(u32(0))).field().contains("number of algorithms"));
        assertTrue(refused(header(u32(0x1000_0000L))).field().contains("number of algorithms"));
        Bytes sha256 = u16(0x0b).concat(u16(32));
        assertTrue(refused(header(u32(2).concat(sha256).concat(sha256))).field().endsWith("algorithm"));
    }

    @Test
    void refusesARegisterNoTpmHas() {
        assertEquals("PCR index", refused(LogWriter.sha1().event(24, EventType.EV_SEPARATOR, u32(0))).field());
        assertEquals("PCR index",
                refused(LogWriter.sha1().event(0xffff_ffffL, EventType.EV_SEPARATOR, u32(0))).field());
    }

    @Test
    void refusesMoreRecordsThanItsBound() {
        Bytes record = LogWriter.sha1().event(0, EventType.EV_SEPARATOR, Bytes.EMPTY).octets();
        byte[] many = new byte[record.length() * (EventLogReader.MAX_EVENTS + 1)];
        for (int at = 0; at < many.length; at += record.length()) {
            System.arraycopy(record.toArray(), 0, many, at, record.length());
        }
        assertEquals("log", refused(Bytes.copyOf(many)).field());
    }

    @Test
    void refusesAWindowsHeaderOfAnotherVersion() {
        Bytes record = LogWriter.sha1().event(4, EventType.EV_SEPARATOR, u32(0)).octets();
        Bytes rest = u32(1).concat(u32(record.length())).concat(record);
        assertEquals(1, EventLog.read(Bytes.utf8("WBCL").concat(u32(1)).concat(rest)).events().size());
        assertEquals("WBCL version", refused(Bytes.utf8("WBCL").concat(u32(2)).concat(rest)).field());
    }

    @Test
    void keepsTaggedDataThatNestsTooDeepOrLiesOpaque() {
        Bytes deep = Bytes.EMPTY;
        for (int i = 0; i <= SipaReader.MAX_DEPTH; i++) {
            deep = LogWriter.tagged(SipaType.TRUSTBOUNDARY, deep);
        }
        for (Bytes data : new Bytes[]{deep, u32(0x20002).concat(u32(9)).concat(u8(1)), u8(1)}) {
            EventLog log = LogWriter.sha1().event(12, EventType.EV_EVENT_TAG, data).read();
            assertInstanceOf(EventData.Opaque.class, log.events().getFirst().decoded());
        }
    }

    @Test
    void keepsAVariableThatLiesAboutItsNameOpaque() {
        Bytes lie = Bytes.copyOf(new byte[16]).concat(LogWriter.u64(0x8000_0000_0000_0001L)).concat(LogWriter.u64(0));
        EventLog log = LogWriter.sha1().event(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, lie).read();
        assertInstanceOf(EventData.Opaque.class, log.events().getFirst().decoded());
    }

    private static LogWriter sample(LogWriter writer) {
        return writer.event(7, EventType.EV_EFI_ACTION, Bytes.utf8("Exit Boot Services Invocation"))
                .event(12, EventType.EV_EVENT_TAG,
                        LogWriter.tagged(SipaType.TRUSTBOUNDARY,
                                LogWriter.tagged(SipaType.CODEINTEGRITY, u8(1))))
                .event(14, EventType.EV_SEPARATOR, u32(0)).event(0, EventType.EV_SEPARATOR, u32(0))
                .event(0, EventType.EV_POST_CODE, Bytes.EMPTY);
    }

    private static LogWriter header(Bytes fromCount) {
        Bytes data = Bytes.utf8("Spec ID Event03\0").concat(u32(0)).concat(Bytes.hex("00020002")).concat(fromCount)
                .concat(u8(0));
        return LogWriter.sha1().event(0, EventType.EV_NO_ACTION, data);
    }

    private static MalformedException refused(LogWriter log) {
        return refused(log.octets());
    }

    private static MalformedException refused(Bytes log) {
        return assertThrows(MalformedException.class, () -> EventLog.read(log));
    }
}
