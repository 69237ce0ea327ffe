package dev.assay.measuredboot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.bytes.Bytes;
import dev.assay.corpus.Corpus;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The recipes of maa-tpm §8 over every Windows log of the corpus. What is expected was read out of each log by another
 * program than this one: records found by their numbers, compared by hand where logs differ.
 */
class WindowsPolicyTest {
    private static final String POLICY = "windows-1.2.policy";

    /** What every one of them says: no debugger, no unsigned code, no IOMMU demanded, versions 1. */
    private static final Map<String, String> ALIKE = Map.ofEntries(Map.entry("codeIntegrityEnabled", "true"),
            Map.entry("bootDebuggingDisabled", "true"), Map.entry("testSigningDisabled", "true"),
            Map.entry("flightSigningNotEnabled", "true"), Map.entry("notSafeMode", "true"),
            Map.entry("notWinPE", "true"), Map.entry("iommuEnabled", "false"), Map.entry("drtmMleValid", "false"),
            Map.entry("bootMgrSvn", "1"), Map.entry("bootAppSvn", "1"));

    /** What is issued where nothing in the log can be believed. */
    private static final Map<String, String> NOTHING = Map.ofEntries(Map.entry("secureBootEnabled", "false"),
            Map.entry("codeIntegrityEnabled", "false"), Map.entry("bootDebuggingDisabled", "false"),
            Map.entry("osKernelDebuggingDisabled", "false"), Map.entry("testSigningDisabled", "false"),
            Map.entry("flightSigningNotEnabled", "false"), Map.entry("notSafeMode", "false"),
            Map.entry("notWinPE", "false"), Map.entry("depPolicy", "0"), Map.entry("elamDriverLoaded", "false"),
            Map.entry("bitlockerEnabledValue", "0"), Map.entry("bitlockerStatus", "false"),
            Map.entry("vbsEnabled", "false"), Map.entry("hvciEnabled", "false"), Map.entry("iommuEnabled", "false"),
            Map.entry("drtmMleValid", "false"));

    /**
     * Policy and lists by the start of their SHA-256. The logs of the Dell notebook after the first are of resumes from
     * hibernation, where the kernel's debugger is not recorded again.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log-option-rom/eventlog                      | true  | true  | 0 | true  | 4 | true  | false |          | f2a3a00a | 92f57ae4
            win-dell-notebook-5eventlogs-wbcl/eventlog_0 | false | true  | 0 | false | 1 | false | false |          | 9edf5294 | 4644b6e8
            win-dell-notebook-5eventlogs-wbcl/eventlog_1 | false | false | 0 | false | 1 | false | false |          |          |
            win-dell-notebook-5eventlogs-wbcl/eventlog_2 | false | false | 0 | false | 1 | false | false |          |          |
            win-dell-notebook-5eventlogs-wbcl/eventlog_3 | false | false | 0 | false | 1 | false | false |          |          |
            win-dell-notebook-5eventlogs-wbcl/eventlog_4 | false | false | 0 | false | 1 | false | false |          |          |
            win-gcp-shielded-vm-quote/eventlog           | true  | true  | 1 | true  | 0 | false | false |          | f2a3a00a | 92f57ae4
            win-imn-dell/eventlog                        | true  | true  | 1 | true  | 0 | false | false |          | e31e2774 | dac663f8
            win-imn-supermicro-wbcl-quote-aiks/eventlog  | false | true  | 1 | true  | 0 | false | false | ef8a2991 | 9edf5294 | 4644b6e8
            win-latitude-7520/eventlog                   | false | true  | 0 | false | 1 | true  | true  | b52b2542 | 9edf5294 | 4644b6e8
            win-lenovo-x1carbon3-tpm12/eventlog          | true  | true  | 0 | true  | 4 | true  | false |          | f2a3a00a | 92f57ae4
            win-lenovo-yogax1-tpm2/eventlog              | true  | true  | 0 | true  | 4 | false | false |          | f2a3a00a | 92f57ae4
            win-r340/eventlog                            | true  | true  | 1 | true  | 0 | false | false |          | 9edf5294 | 4644b6e8
            """)
    void issuesWhatTheLogSays(String log, String secureBoot, String noKernelDebugger, String dep, String elam,
            String bitlocker, String vbs, String hvci, String policy, String bootList, String osList) {
        Map<String, String> expected = new TreeMap<>(ALIKE);
        expected.put("secureBootEnabled", secureBoot);
        expected.put("osKernelDebuggingDisabled", noKernelDebugger);
        expected.put("depPolicy", dep);
        expected.put("elamDriverLoaded", elam);
        expected.put("bitlockerEnabledValue", bitlocker);
        expected.put("bitlockerStatus", Boolean.toString(!bitlocker.equals("0")));
        expected.put("vbsEnabled", vbs);
        expected.put("hvciEnabled", hvci);
        expected.put("codeIntegrityPolicy", policy);
        expected.put("bootRevListInfo", bootList);
        expected.put("osRevListInfo", osList);
        expected.values().removeIf(java.util.Objects::isNull);
        assertEquals(expected, shortened(issued(events(log), bank(log))));
    }

    /** A type is not measured: whoever owns the machine can call the same digests anything. */
    @ParameterizedTest
    @EnumSource(value = EventType.class, names = {"EV_UNUSED", "EV_EFI_ACTION", "EV_IPL", "EV_COMPACT_HASH",
            "EV_EFI_BOOT_SERVICES_APPLICATION", "EV_NO_ACTION", "EV_POST_CODE"})
    @Tag("TP-11")
    @Tag("TP-19")
    void saysNothingOnceTypesAreRelabelled(EventType other) {
        for (Corpus.Case one : Corpus.orSkip().cases("tpm-windows")) {
            String log = one.id() + "/" + (one.file("eventlog.bin").isPresent() ? "eventlog" : "eventlog_0");
            List<Event> relabelled = events(log).stream().map(event -> relabelled(event, other)).toList();
            assertEquals(NOTHING, issued(relabelled, bank(log)), log);
        }
    }

    private static Event relabelled(Event event, EventType other) {
        return new Event(event.sequence(), event.offset(), event.pcr(), other.code(), event.digests(), event.data());
    }

    private static Map<String, String> issued(List<Event> events, TpmHash bank) {
        return SamplePolicies.issued(POLICY, SamplePolicies.incoming(BootDocuments.events(events, bank),
                BootDocuments.pcrs(new PcrValues(Map.of()))));
    }

    private static Map<String, String> shortened(Map<String, String> issued) {
        Map<String, String> all = new TreeMap<>(issued);
        all.replaceAll((type, value) -> type.endsWith("RevListInfo") || type.equals("codeIntegrityPolicy")
                ? Bytes.utf8(value).sha256().toHex().substring(0, 8)
                : value);
        return all;
    }

    private static List<Event> events(String log) {
        return read(log).events();
    }

    private static EventLog read(String log) {
        return EventLog.read(Corpus.bytes(Corpus.orSkip().file("tpm-windows", log + ".bin")));
    }

    /** SHA-1 where the log has no other: then the claims are those of a tenant that accepts it. */
    private static TpmHash bank(String log) {
        return read(log).digestAlgorithms().contains(DigestAlgorithm.SHA256) ? TpmHash.SHA256 : TpmHash.SHA1;
    }
}
