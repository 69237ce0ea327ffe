package dev.assay.eventlog;

import static dev.assay.eventlog.DigestAlgorithm.SHA256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.corpus.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each quirk in the genuine log that shows it, or by hand where the corpus cut it away. */
@Tag("TP-12")
class FirmwareQuirksTest {
    private static final Bytes NAME = Bytes.copyOf("SecureBoot".getBytes(StandardCharsets.UTF_16LE));
    private static final Bytes ON = LogWriter.u8(1);
    private static final Bytes VARIABLE = Bytes.hex("61dfe48bca93d211aa0d00e098032b8c").concat(LogWriter.u64(10))
            .concat(LogWriter.u64(1)).concat(NAME).concat(ON);

    @Test
    void readsAVariableWithItsMixedEndianGuid() {
        EventLog log = LogWriter.agile(SHA256).event(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, VARIABLE).read();
        assertEquals(new EventData.Variable(UUID.fromString("8be4df61-93ca-11d2-aa0d-00e098032b8c"), "SecureBoot",
                ON), log.events().getLast().decoded());
    }

    @Test
    void followsAValueMeasuredAloneForBootVariablesOnly() {
        assertEquals(Measurement.VARIABLE_VALUE, measurement(EventType.EV_EFI_VARIABLE_BOOT));
        assertEquals(Measurement.ELSEWHERE, measurement(EventType.EV_EFI_VARIABLE_DRIVER_CONFIG));
        assertEquals(Measurement.ELSEWHERE, measurement(EventType.EV_EFI_VARIABLE_AUTHORITY));
    }

    private static Measurement measurement(EventType type) {
        return Measurement.of(LogWriter.agile(SHA256).event(1, type, VARIABLE, ON).read().events().getLast());
    }

    @Test
    void measuresBootVariablesByTheirValueInAGenuineLog() {
        assertTrue(genuine("tpm", "log-debian-10").events().stream()
                .anyMatch(event -> Measurement.of(event) == Measurement.VARIABLE_VALUE));
    }

    @Test
    void readsTheAuthorityThatOldShimsLogTooLong() {
        EventLog log = genuine("tpm", "log-debian-10");
        Event shim = log.events().stream().filter(event -> event.is(EventType.EV_EFI_VARIABLE_AUTHORITY))
                .reduce((first, second) -> second).orElseThrow();
        assertEquals(Measurement.ELSEWHERE, Measurement.of(shim));
        assertEquals("Shim", Measurement.authority(shim, DigestAlgorithm.SHA1).orElseThrow().name());
    }

    @Test
    void followsAnAuthorityTooLongBySixOctetsOnly() {
        for (int surplus = 0; surplus < 9; surplus++) {
            Bytes data = VARIABLE.concat(Bytes.copyOf(new byte[surplus]));
            Bytes measured = data.slice(0, data.length() - 1);
            Event event = LogWriter.agile(SHA256).event(7, EventType.EV_EFI_VARIABLE_AUTHORITY, data, measured).read()
                    .events().getLast();
            assertEquals(surplus == 6, Measurement.authority(event, SHA256).isPresent(), "surplus " + surplus);
        }
    }

    @Test
    void readsTheRecordWindowsWritesToNoRegister() {
        Event quote = genuine("tpm-windows", "win-imn-dell").events().stream()
                .filter(event -> event.pcr() == FirmwareQuirks.NO_REGISTER).findFirst().orElseThrow();
        assertInstanceOf(EventData.Tagged.class, quote.decoded());
        assertEquals(Measurement.NOTHING, Measurement.of(quote));
    }

    @Test
    void readsRecordsThatLeaveOutABank() {
        EventLog log = genuine("tpm-windows", "win-lenovo-yogax1-tpm2");
        assertTrue(log.events().stream()
                .anyMatch(event -> event.extended() && event.digests().size() < log.digestAlgorithms().size()));
    }

    @Test
    void readsTheHeaderOfAConfidentialMachineInRegisterOne() {
        EventLog log = genuine("tpm", "ccel-ovmf");
        assertEquals(1, log.events().getFirst().pcr());
        assertEquals(LogFormat.CRYPTO_AGILE, log.format());
    }

    private static EventLog genuine(String kind, String id) {
        Corpus.Case one = Corpus.orSkip().find(kind, id);
        return EventLog.read(one.file("eventlog.bin").or(() -> one.file("ccel.bin")).orElseThrow());
    }
}
