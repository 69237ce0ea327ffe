package dev.assay.measuredboot;

import static dev.assay.measuredboot.DocumentEvents.measured;
import static dev.assay.measuredboot.DocumentEvents.record;
import static dev.assay.measuredboot.DocumentEvents.rendered;
import static dev.assay.measuredboot.DocumentEvents.tagged;
import static dev.assay.measuredboot.DocumentEvents.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventType;
import dev.assay.eventlog.SipaType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.json.StrictJson;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of a log is its writer's word: it may say anything, and nothing comes of it but a string of bounded length. */
@Tag("TP-12")
class HostileDocumentTest {
    private static final String GUID = "00".repeat(16);

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J\u001b[31m", "a\r\nEvents\":[", "\"},{\"EventSeq\":9,\"x\":\"", "\u202egnp.exe",
            "\u2028\u2029\ufeff", "\\", "\uD83D\uDE00", "\u0001\u007f\u0085"})
    void keepsWhateverANameSaysInsideItsString(String name) {
        Event event = measured(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, variable(GUID, name, Bytes.EMPTY));
        JsonObject document = BootDocuments.events(List.of(event), TpmHash.SHA256);
        assertEquals(document, StrictJson.document("events", document.toString()).orElseThrow());
        assertEquals(name, document.getJsonArray("Events").getJsonObject(0).getJsonObject("ProcessedData")
                .getString("UnicodeName"));
    }

    @Test
    void readsHalvesOfPairsAndWhatFollowsANulAsNoText() {
        Bytes half = Bytes.hex("00d8").concat(Bytes.copyOf("a\0b".getBytes(StandardCharsets.UTF_16LE)));
        JsonObject module = DocumentEvents.boundaryOf(tagged(record(SipaType.SYSTEMROOT, half)));
        assertEquals("\ufffd", module.getString("EVENT_SYSTEMROOT"));
        assertEquals(module, StrictJson.document("events", module.toString()).orElseThrow());
    }

    @Test
    void takesANameOf64KiB() {
        String name = "\u0007".repeat(32_768);
        assertEquals(name, rendered(measured(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG,
                variable(GUID, name, Bytes.EMPTY))).getJsonObject("ProcessedData").getString("UnicodeName"));
    }

    /** why: a document without some events would make what is absent from it look true (maa-tpm §8). */
    @ParameterizedTest
    @ValueSource(ints = {5_000, 60_000})
    void refusesALogOfMoreEventsThanADocumentHolds(int count) {
        Event separator = measured(5, EventType.EV_SEPARATOR, Bytes.hex("00000000"));
        Refusal refusal = assertThrows(Refusal.class,
                () -> BootDocuments.events(Collections.nCopies(count, separator), TpmHash.SHA256));
        assertEquals(Reason.EVIDENCE_MALFORMED, refusal.reason());
    }

    /** Whatever fills it, the text of a document that is made is within its limit. */
    @ParameterizedTest
    @EnumSource(Filling.class)
    void neverGivesATextBeyondItsLimit(Filling filling) {
        int most = 512;
        while (fits(filling.events(2 * most))) {
            most *= 2;
        }
        for (int step = most / 2; step > most / 128; step /= 2) {
            most += fits(filling.events(most + step)) ? step : 0;
        }
        int length = BootDocuments.events(filling.events(most), TpmHash.SHA256).toString().length();
        assertTrue(length <= BootDocuments.MOST_CHARACTERS, filling + " of " + most + " has " + length);
    }

    private static boolean fits(List<Event> events) {
        try {
            BootDocuments.events(events, TpmHash.SHA256);
            return true;
        } catch (Refusal tooLong) {
            return false;
        }
    }

    enum Filling {
        SEPARATORS {
            @Override
            List<Event> events(int count) {
                return Collections.nCopies(count, measured(5, EventType.EV_SEPARATOR, Bytes.hex("00000000")));
            }
        },
        MODULES {
            @Override
            List<Event> events(int count) {
                return List.of(tagged(repeated(record(SipaType.LOADEDMODULE_AGGREGATION, Bytes.EMPTY), count)));
            }
        },
        FLAGS {
            @Override
            List<Event> events(int count) {
                Bytes flag = record(SipaType.LOADEDMODULE_AGGREGATION, record(SipaType.WINPE, Bytes.hex("00")));
                return List.of(tagged(repeated(flag, count)));
            }
        },
        NUMBERS {
            @Override
            List<Event> events(int count) {
                Bytes both = record(SipaType.BITLOCKER_UNLOCK, Bytes.hex("ffffffffffffffff"))
                        .concat(record(SipaType.BITLOCKER_UNLOCK, Bytes.hex("00")));
                return List.of(tagged(repeated(both, count)));
            }
        },
        CONTROLS {
            @Override
            List<Event> events(int count) {
                return List.of(measured(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG,
                        variable(GUID, "\u0001".repeat(count), Bytes.EMPTY)));
            }
        },
        OCTETS {
            @Override
            List<Event> events(int count) {
                return List.of(tagged(record(SipaType.SI_POLICY, Bytes.copyOf(new byte[count]))));
            }
        };

        abstract List<Event> events(int count);

        static Bytes repeated(Bytes record, int count) {
            byte[] one = record.toArray();
            byte[] all = new byte[one.length * count];
            for (int i = 0; i < count; i++) {
                System.arraycopy(one, 0, all, i * one.length, one.length);
            }
            return Bytes.copyOf(Arrays.copyOf(all, all.length));
        }
    }
}
