package dev.assay.eventlog;

import static dev.assay.eventlog.LogWriter.u16;
import static dev.assay.eventlog.LogWriter.u32;
import static dev.assay.eventlog.LogWriter.u64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.corpus.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Structured Windows records: by hand, cut anywhere, and as genuine logs hold them. */
class WindowsPayloadTest {
    private static final Bytes DIGEST = Bytes.hex("ab".repeat(32));
    private static final Bytes NAME = Bytes.copyOf("Base\0".getBytes(StandardCharsets.UTF_16LE));
    private static final Bytes POLICY = u64(7).concat(u16(NAME.length())).concat(u16(0x0b)).concat(u32(32))
            .concat(NAME).concat(DIGEST);
    private static final Bytes LIST = u64(9).concat(u32(32)).concat(u16(0x0b)).concat(DIGEST);
    private static final Bytes KEY = u32(1).concat(u32(256)).concat(u32(3)).concat(u32(32))
            .concat(Bytes.hex("010001")).concat(DIGEST);

    @Test
    void readsEachStructure() {
        assertEquals(new WindowsPayload.Policy(7, "Base", 0x0b, DIGEST), read(SipaType.SI_POLICY, POLICY));
        assertEquals(new WindowsPayload.RevocationList(9, 0x0b, DIGEST), read(SipaType.OS_REVOCATION_LIST, LIST));
        assertEquals(new WindowsPayload.IdentityKey(1, 256, Bytes.hex("010001"), DIGEST),
                read(SipaType.VSM_IDK_INFO, KEY));
    }

    @Test
    void truncationAtEachOffsetAndTrailingOctetsAreMalformed() {
        everyCut(SipaType.SI_POLICY, POLICY);
        everyCut(SipaType.BOOT_REVOCATION_LIST, LIST);
        everyCut(SipaType.VSM_IDKS_INFO, KEY);
    }

    private static void everyCut(SipaType type, Bytes whole) {
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            assertThrows(MalformedException.class, () -> read(type, cut), type + " cut to " + length);
        }
        assertThrows(MalformedException.class, () -> read(type, whole.concat(LogWriter.u8(0))));
    }

    @Test
    void hasNothingForARecordWithoutStructure() {
        assertEquals(Optional.empty(), WindowsPayload.of(new SipaRecord(0x50002, DIGEST, List.of())));
        assertEquals(Optional.empty(), WindowsPayload.of(new SipaRecord(0x99, DIGEST, List.of())));
    }

    @Test
    void namesUnlockFlags() {
        assertEquals("NONE", BitlockerUnlock.text(0));
        assertEquals("CACHED", BitlockerUnlock.text(1));
        assertEquals("TPM|PIN", BitlockerUnlock.text(0x14));
    }

    @Test
    void readsEveryStructureOfGenuineLogs() {
        EventLog log = EventLog.read(Corpus.orSkip().find("tpm-windows", "win-latitude-7520").file("eventlog.bin")
                .orElseThrow());
        List<WindowsPayload> payloads = log.events().stream().map(Event::decoded).flatMap(WindowsPayloadTest::records)
                .flatMap(one -> WindowsPayload.of(one).stream()).toList();
        // Its case counts one policy, one list of each kind and two keys.
        assertEquals(5, payloads.size());
        assertTrue(payloads.stream().filter(WindowsPayload.IdentityKey.class::isInstance)
                .map(WindowsPayload.IdentityKey.class::cast)
                .allMatch(key -> key.bits() == key.modulus().length() * 8L));
    }

    private static Stream<SipaRecord> records(EventData data) {
        return data instanceof EventData.Tagged tagged
                ? tagged.records().stream().flatMap(SipaRecord::flat)
                : Stream.empty();
    }

    private static WindowsPayload read(SipaType type, Bytes data) {
        return WindowsPayload.of(new SipaRecord(type.id(), data, List.of())).orElseThrow();
    }
}
