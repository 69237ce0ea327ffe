package dev.assay.measuredboot;

import static dev.assay.measuredboot.DocumentEvents.boundaryOf;
import static dev.assay.measuredboot.DocumentEvents.joined;
import static dev.assay.measuredboot.DocumentEvents.measured;
import static dev.assay.measuredboot.DocumentEvents.number;
import static dev.assay.measuredboot.DocumentEvents.record;
import static dev.assay.measuredboot.DocumentEvents.rendered;
import static dev.assay.measuredboot.DocumentEvents.tagged;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.EventType;
import dev.assay.eventlog.SipaType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SipaDocumentTest {
    /** The forms that policies know (maa-tpm §5.2). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CODEINTEGRITY           | 01               | {"EVENT_CODEINTEGRITY":true}
            WINPE                   | 00               | {"EVENT_WINPE":false}
            VBS_IOMMU_REQUIRED      | 01               | {"EVENT_VBS_IOMMU_REQUIRED":true}
            APPLICATION_SVN         | 02000000         | {"EVENT_APPLICATION_SVN":2}
            BOOTCOUNTER             | bb00000000000000 | {"EVENT_BOOTCOUNTER":187}
            BITLOCKER_UNLOCK        | 01000000         | {"EVENT_BITLOCKER_UNLOCK":{"String":"CACHED","Value":1}}
            BITLOCKER_UNLOCK        | 00000000         | {"EVENT_BITLOCKER_UNLOCK":{"String":"NONE","Value":0}}
            TRANSFER_CONTROL        | 02000000         | {"EVENT_TRANSFER_CONTROL":{"Value":2}}
            DATAEXECUTIONPREVENTION | 0100000000000000 | {"EVENT_DATAEXECUTIONPREVENTION":{"Value":1}}
            DRIVER_LOAD_POLICY      | 01000000         | {"EVENT_DRIVER_LOAD_POLICY":{"Value":1}}
            VBS_HVCI_POLICY         | 0100000000000000 | {"EVENT_VBS_HVCI_POLICY":{"String":"HypervisorEnforcedCodeIntegrityEnable","Value":1}}
            VBS_HVCI_POLICY         | 0000000000000000 | {"EVENT_VBS_HVCI_POLICY":{"Value":0}}
            SI_POLICY               | 0a0b             | {"EVENT_SI_POLICY":[{"RawData":"Cgs"}]}
            BOOT_REVOCATION_LIST    | 0a               | {"EVENT_BOOT_REVOCATION_LIST":{"RawData":"Cg"}}
            OS_REVOCATION_LIST      | 0a               | {"EVENT_OS_REVOCATION_LIST":{"RawData":"Cg"}}
            SYSTEMROOT              | 5c0057000000     | {"EVENT_SYSTEMROOT":"\\\\W"}
            COUNTERID               | ffffffffffffffff | {"EVENT_COUNTERID":18446744073709551615}
            CODEINTEGRITY           | 010203040506070809 | {"EVENT_CODEINTEGRITY":{"RawData":"AQIDBAUGBwgJ"}}
            DRTM_STATE_AUTH         | 01               | {"EVENT_DRTM_STATE_AUTH":{"RawData":"AQ"}}
            """)
    void rendersARecordInItsForm(SipaType type, String data, String json) {
        assertEquals(json, boundaryOf(tagged(record(type, Bytes.hex(data)))).toString());
    }

    @ParameterizedTest
    @EnumSource(SipaType.class)
    @Tag("TP-19")
    void rendersEveryMeasuredRecordUnderItsNameAndNoOther(SipaType type) {
        boolean measured = (type.id() & 0x8000_0000L) == 0;
        String name = type == SipaType.DRTM_SMM_LEVEL ? "EVENT_DRTM_SMM" : "EVENT_" + type.name();
        assertEquals(measured ? java.util.Set.of(name) : java.util.Set.of(),
                boundaryOf(tagged(record(type, Bytes.EMPTY))).keySet());
    }

    @Test
    void rendersModulesAsAListHoweverFew() {
        Bytes path = record(SipaType.FILEPATH, utf16("\\Windows\\system32\\drivers\\wd\\WdBoot.sys\0"));
        Bytes module = joined(path, record(SipaType.IMAGEVALIDATED, Bytes.hex("01")),
                record(SipaType.MODULE_SVN, number(4, 3)));
        assertEquals(
                """
                        {"EVENT_LOADEDMODULE_AGGREGATION":[{"EVENT_FILEPATH":"\\\\Windows\\\\system32\\\\drivers\\\\wd\\\\WdBoot.sys",\
                        "EVENT_IMAGEVALIDATED":true,"EVENT_MODULE_SVN":3}]}""",
                boundaryOf(tagged(record(SipaType.LOADEDMODULE_AGGREGATION, module))).toString());
    }

    @Test
    void rendersWhatStandsOutsideATrustBoundaryBesideIt() {
        assertEquals("{\"EVENT_DRTM_SMM\":{\"Value\":2}}", rendered(measured(20, EventType.EV_EVENT_TAG,
                record(SipaType.DRTM_SMM_LEVEL, Bytes.hex("02")))).get("ProcessedData").toString());
    }

    @Test
    void showsWhatIsSaidTwiceOnceAndAContradictionAsAList() {
        Bytes on = record(SipaType.CODEINTEGRITY, Bytes.hex("01"));
        Bytes off = record(SipaType.CODEINTEGRITY, Bytes.hex("00"));
        assertEquals("{\"EVENT_CODEINTEGRITY\":true}", boundaryOf(tagged(on, on)).toString());
        assertEquals("{\"EVENT_CODEINTEGRITY\":[true,true,false]}", boundaryOf(tagged(on, on, off)).toString());
    }

    @Test
    void givesAnIdThatIsNotKnownYetItsNumber() {
        Bytes known = record(SipaType.CODEINTEGRITY, Bytes.hex("01"));
        assertEquals("{\"EVENT_CODEINTEGRITY\":true,\"EVENT_0x50041\":{\"RawData\":\"AQ\"}}",
                boundaryOf(tagged(known, record(0x50041L, Bytes.hex("01")))).toString());
        assertEquals("{\"EVENT_CODEINTEGRITY\":true}",
                boundaryOf(tagged(known, record(0x80050041L, Bytes.hex("01")))).toString());
    }

    private static Bytes utf16(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_16LE));
    }
}
