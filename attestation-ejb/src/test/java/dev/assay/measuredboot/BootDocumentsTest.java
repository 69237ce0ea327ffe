package dev.assay.measuredboot;

import static dev.assay.eventlog.EventType.EV_COMPACT_HASH;
import static dev.assay.eventlog.EventType.EV_EFI_ACTION;
import static dev.assay.eventlog.EventType.EV_EFI_BOOT_SERVICES_APPLICATION;
import static dev.assay.eventlog.EventType.EV_EFI_VARIABLE_BOOT;
import static dev.assay.eventlog.EventType.EV_EFI_VARIABLE_DRIVER_CONFIG;
import static dev.assay.eventlog.EventType.EV_EVENT_TAG;
import static dev.assay.eventlog.EventType.EV_IPL;
import static dev.assay.eventlog.EventType.EV_NO_ACTION;
import static dev.assay.eventlog.EventType.EV_SEPARATOR;
import static dev.assay.measuredboot.DocumentEvents.document;
import static dev.assay.measuredboot.DocumentEvents.measured;
import static dev.assay.measuredboot.DocumentEvents.of;
import static dev.assay.measuredboot.DocumentEvents.rendered;
import static dev.assay.measuredboot.DocumentEvents.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventType;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BootDocumentsTest {
    /** EFI_GLOBAL_VARIABLE as an event holds it. */
    private static final String GLOBAL = "61dfe48bca93d211aa0d00e098032b8c";
    private static final Bytes SECURE_BOOT = variable(GLOBAL, "SecureBoot", Bytes.hex("01"));

    @Test
    void rendersAVariableAsPoliciesReadIt() {
        assertEquals("""
                {"Events":[{"EventSeq":1,"EventType":2147483649,\
                "EventTypeString":"EV_EFI_VARIABLE_DRIVER_CONFIG","PcrIndex":7,\
                "ProcessedData":{"VariableGuid":"8BE4DF61-93CA-11D2-AA0D-00E098032B8C",\
                "UnicodeName":"SecureBoot","VariableData":"AQ"},\
                "Digests":{"SHA256":"ccfc4bb32888a345bc8aeadaba552b627d99348c767681ab3141f5b01e40a40e"}}]}""",
                document(measured(7, EV_EFI_VARIABLE_DRIVER_CONFIG, SECURE_BOOT)).toString());
    }

    @Test
    void numbersEventsByTheirPlaceInTheJoinedLog() {
        Event separator = measured(7, EV_SEPARATOR, Bytes.hex("00000000"));
        Event later = new Event(41, 9, 7, separator.type(), separator.digests(), separator.data());
        List<Integer> numbers = document(separator, later).getJsonArray("Events").getValuesAs(JsonObject.class).stream()
                .map(event -> event.getInt("EventSeq")).toList();
        assertEquals(List.of(1, 42), numbers);
    }

    @Test
    @Tag("TP-12")
    void rendersNothingOfDataThatWasNotMeasured() {
        Event hint = of(7, EV_EFI_VARIABLE_DRIVER_CONFIG, SECURE_BOOT, Bytes.utf8("something else"));
        assertEquals(Set.of("EventSeq", "EventType", "EventTypeString", "PcrIndex", "Digests"),
                rendered(hint).keySet());
    }

    /** The digest of an image is never one of its event's data, whatever the log says. */
    @Test
    @Tag("TP-12")
    void rendersNoDataOfAnImageEvenWhereItsDigestIsThatOfTheData() {
        Event image = measured(4, EV_EFI_BOOT_SERVICES_APPLICATION, Bytes.utf8("a path"));
        assertEquals(Set.of("EventSeq", "EventType", "EventTypeString", "PcrIndex", "Digests"),
                rendered(image).keySet());
    }

    @Test
    @Tag("TP-12")
    void showsTheValueAloneWhereTheValueAloneWasMeasured() {
        Event order = of(1, EV_EFI_VARIABLE_BOOT, variable(GLOBAL, "BootOrder", Bytes.hex("0100")), Bytes.hex("0100"));
        assertEquals("{\"VariableData\":\"AQA\"}", rendered(order).get("ProcessedData").toString());
    }

    @Test
    @Tag("TP-16")
    void leavesOutWhatIsInNoRegisterOfTheBank() {
        Event noAction = measured(0, EV_NO_ACTION, Bytes.utf8("a fact"));
        Event otherBank = new Event(0, 0, 7, EV_SEPARATOR.code(),
                Map.of(DigestAlgorithm.SHA1, DigestAlgorithm.SHA1.digest(Bytes.EMPTY)), Bytes.EMPTY);
        assertEquals("{\"Events\":[]}", document(noAction, otherBank).toString());
    }

    @Test
    void givesOnlyTheDigestOfTheBankThatVouches() {
        Bytes data = Bytes.hex("00000000");
        Event both = new Event(0, 0, 7, EV_SEPARATOR.code(), Map.of(DigestAlgorithm.SHA1,
                DigestAlgorithm.SHA1.digest(data), DigestAlgorithm.SHA384, DigestAlgorithm.SHA384.digest(data)), data);
        JsonObject digests = BootDocuments.events(List.of(both), TpmHash.SHA384).getJsonArray("Events")
                .getJsonObject(0).getJsonObject("Digests");
        assertEquals(Map.of("SHA384", DigestAlgorithm.SHA384.digest(data).toHex()),
                Map.of("SHA384", digests.getString("SHA384")));
        assertEquals(1, digests.size());
    }

    @ParameterizedTest
    @EnumSource(value = EventType.class, names = {"EV_ACTION", "EV_EFI_ACTION", "EV_IPL"})
    void rendersMeasuredTextWithoutTheNulThatSomeCount(EventType type) {
        assertEquals("{\"String\":\"Exit Boot Services\"}",
                rendered(measured(5, type, Bytes.utf8("Exit Boot Services\0"))).get("ProcessedData").toString());
    }

    @Test
    void readsTheCommandLineThatABootStubMeasures() {
        Bytes line = Bytes.copyOf("console=ttyS0\0".getBytes(StandardCharsets.UTF_16LE));
        assertEquals("{\"String\":\"console=ttyS0\"}",
                rendered(measured(12, EV_IPL, line)).get("ProcessedData").toString());
    }

    @Test
    void givesMeasuredOctetsWithoutAFormAsTheyAre() {
        assertEquals("V0JDTA", rendered(measured(12, EV_SEPARATOR, Bytes.utf8("WBCL"))).getString("RawData"));
        assertEquals("EAAAAA", rendered(measured(11, EV_COMPACT_HASH, Bytes.hex("10000000"))).getString("RawData"));
        assertEquals("_w", rendered(measured(8, EV_IPL, Bytes.hex("ff"))).getString("RawData"));
        assertEquals("BQAAAAAAAAA",
                rendered(measured(1, EV_EVENT_TAG, Bytes.hex("0500000000000000"))).getString("RawData"));
    }

    @Test
    void rendersNoTextOfAnActionThatWasNotMeasured() {
        Event action = of(4, EV_EFI_ACTION, Bytes.utf8("Calling EFI Application"), Bytes.utf8("UEFI Debug Mode"));
        assertFalse(rendered(action).containsKey("ProcessedData"));
        assertFalse(rendered(action).containsKey("RawData"));
    }

    @Test
    @Tag("TP-02")
    void listsEveryQuotedRegisterByItsIndexAndBank() {
        Map<Integer, Bytes> short1 = Map.of(0, Bytes.hex("aa".repeat(20)));
        Map<Integer, Bytes> long2 = Map.of(7, Bytes.hex("bb".repeat(32)), 0, Bytes.hex("cc".repeat(32)));
        assertEquals("""
                {"PCRs":[{"Index":0,"Digests":{"SHA1":"%s","SHA256":"%s"}},\
                {"Index":7,"Digests":{"SHA256":"%s"}}]}"""
                .formatted("aa".repeat(20), "cc".repeat(32), "bb".repeat(32)),
                BootDocuments.pcrs(new PcrValues(Map.of(TpmHash.SHA256, long2, TpmHash.SHA1, short1))).toString());
    }
}
