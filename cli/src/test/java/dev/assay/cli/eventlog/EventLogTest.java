package dev.assay.cli.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.cli.Run;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code assay eventlog} prints of SHA-1-only logs written here by hand. */
@Tag("TP-12")
class EventLogTest {
    private static final int EV_ACTION = 5;
    private static final int EV_EVENT_TAG = 6;
    private static final int EV_IPL = 13;
    /** SHA-1 of no octets. */
    private static final String NOTHING = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
    /** TRUSTBOUNDARY with CODEINTEGRITY, one octet: true. */
    private static final String BOUNDARY = "01000140" + "09000000" + "02000500" + "01000000" + "01";

    @TempDir
    Path folder;

    @Test
    void printsOneObjectWithEventsAndRegisters() throws IOException {
        Run run = Run.of("eventlog", log(record(4, EV_ACTION, ""), record(12, EV_EVENT_TAG, BOUNDARY)));
        assertEquals(0, run.code(), run.err());
        JsonObject json = json(run);
        assertEquals("sha1", json.getString("format"));
        assertEquals(2, json.getInt("event_count"));
        assertTrue(json.isNull("parse_error"));
        // SHA-1 of twenty zeros and the digest of no octets.
        assertEquals("31a2dc4c22f9c5444a41625d05f95898e055f750",
                json.getJsonObject("replayed_pcrs").getJsonObject("sha1").getString("4"));
    }

    @Test
    void marksWhatIsMeasuredAndWhatIsNot() throws IOException {
        JsonObject json = json(
                Run.of("eventlog", log(record(4, EV_ACTION, ""), record(12, EV_EVENT_TAG, BOUNDARY))));
        assertTrue(json.getJsonArray("events").getJsonObject(0).getBoolean("measured"));
        assertFalse(json.getJsonArray("events").getJsonObject(1).getBoolean("measured"));
        assertEquals("elsewhere", json.getJsonArray("events").getJsonObject(1).getString("digest_of"));
    }

    @Test
    void namesWindowsRecordsUnlessAskedNotTo() throws IOException {
        String log = log(record(12, EV_EVENT_TAG, BOUNDARY));
        JsonObject named = firstRecord(json(Run.of("eventlog", log)));
        assertEquals("TrustBoundary", named.getString("name"));
        assertTrue(named.getJsonArray("records").getJsonObject(0).getBoolean("value"));
        assertEquals("0x40010001", firstRecord(json(Run.of("eventlog", log, "--format", "tcg"))).getString("name"));
    }

    @Test
    void endsABrokenLogInItsReasonWithoutRegisters() throws IOException {
        Run run = Run.of("eventlog", log(record(4, EV_ACTION, ""), "00000000"));
        assertEquals(1, run.code());
        JsonObject json = json(run);
        assertEquals("event header at offset 32: needs 8 bytes, 4 are left", json.getString("parse_error"));
        assertEquals(1, json.getInt("event_count"));
        assertTrue(json.getJsonObject("replayed_pcrs").isEmpty());
    }

    @Test
    void tableShowsNoControlCharacters() throws IOException {
        Run run = Run.of("eventlog", "--table",
                log(record(4, EV_ACTION, Bytes.copyOf("\u001b[2Jboot".getBytes(StandardCharsets.UTF_8)).toHex())));
        assertEquals(0, run.code(), run.err());
        assertFalse(run.out().contains("\u001b"));
        assertTrue(run.out().contains("EV_ACTION"));
    }

    @Test
    void saysWhatIsMissingOrUnknown() throws IOException {
        assertTrue(Run.of("eventlog").err().contains("FILE is missing"));
        Run run = Run.of("eventlog", log(record(4, EV_ACTION, "")), "--format", "xml");
        assertEquals(64, run.code());
        assertTrue(run.err().contains("--format is tcg or windows"));
    }

    @Test
    void saysWhatAnAppraisalWouldMakeOfTheLogAndWhatItWouldNotBelieve() throws IOException {
        String relabelled = log(record(7, EV_ACTION, ""), record(12, EV_EVENT_TAG, BOUNDARY));
        JsonObject appraisal = json(Run.of("eventlog", relabelled)).getJsonObject("appraisal");
        assertEquals("sha1", appraisal.getString("bank"));
        assertEquals("false", appraisal.getJsonObject("claims").getString("secureBootEnabled"));
        JsonObject aside = appraisal.getJsonArray("set_aside").getJsonObject(0);
        assertEquals(0, aside.getInt("sequence"));
        assertEquals(7, aside.getInt("pcr"));
        assertTrue(aside.getString("why").contains("TP-11"), aside.getString("why"));
        String table = Run.of("eventlog", "--table", relabelled).out();
        assertTrue(table.contains("and not believe"), table);
        assertTrue(table.contains(aside.getString("why")), table);
    }

    @Test
    void tableShowsTextAsText() throws IOException {
        String grub = Bytes.utf8("kernel_cmdline: quiet").toHex() + "00";
        String table = Run.of("eventlog", "--table", log(record(8, EV_IPL, grub))).out();
        assertTrue(table.contains("\"kernel_cmdline: quiet\""), table);
    }

    private static JsonObject firstRecord(JsonObject json) {
        return json.getJsonArray("events").getJsonObject(0).getJsonObject("data").getJsonArray("records")
                .getJsonObject(0);
    }

    private static JsonObject json(Run run) {
        return StrictJson.object("standard output", Bytes.utf8(run.out()));
    }

    private String log(String... records) throws IOException {
        return Files.write(folder.resolve("log.bin"), Bytes.hex(String.join("", records)).toArray()).toString();
    }

    /** With the digest of no octets. */
    private static String record(int pcr, int type, String data) {
        return u32(pcr) + u32(type) + NOTHING + u32(data.length() / 2) + data;
    }

    private static String u32(int value) {
        return Bytes.copyOf(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array()).toHex();
    }
}
