package dev.assay.measuredboot;

import static dev.assay.measuredboot.DocumentEvents.record;
import static dev.assay.measuredboot.DocumentEvents.tagged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.corpus.Corpus;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import dev.assay.eventlog.SipaType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.policy.Decision;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
            Map.entry("bitlockerEnabledValue", "0"), Map.entry("bitlockerEnabled", "false"),
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
        expected.put("bitlockerEnabled", Boolean.toString(!bitlocker.equals("0")));
        expected.put("vbsEnabled", vbs);
        expected.put("hvciEnabled", hvci);
        expected.put("codeIntegrityPolicy", policy);
        expected.put("bootRevListInfo", bootList);
        expected.put("osRevListInfo", osList);
        expected.values().removeIf(java.util.Objects::isNull);
        EventLog events = read(log);
        assertEquals(expected, shortened(issued(events, QuotedLogs.boot(events))));
    }

    /** After a resume, what the running system was started with stands in the log before it. */
    @Test
    @Tag("TP-17")
    void countsTheStateBeforeHibernationToo() {
        EventLog resumed = read("win-dell-notebook-5eventlogs-wbcl/eventlog_4");
        MeasuredBoot boot = QuotedLogs.boot(read("win-dell-notebook-5eventlogs-wbcl/eventlog_0"));
        assertEquals("true false true", debuggingSafeModeAndIntegrity(resumed,
                BootDocuments.events(boot.accepted(), boot.bank())));
        assertEquals("false true true", debuggingSafeModeAndIntegrity(resumed, DocumentEvents.document(
                tagged(record(SipaType.OSKERNELDEBUG, Bytes.hex("01")), record(SipaType.SAFEMODE, Bytes.hex("01"))))));
        assertEquals("false false false", debuggingSafeModeAndIntegrity(resumed,
                DocumentEvents.document(tagged(record(SipaType.CODEINTEGRITY, Bytes.hex("00"))))));
    }

    private static String debuggingSafeModeAndIntegrity(EventLog resumed, JsonObject before) {
        List<Claim> incoming = new ArrayList<>(QuotedLogs.incoming(resumed, QuotedLogs.boot(resumed)));
        incoming.add(Claim.service("bootEvents", ClaimValue.of(before.toString())));
        Map<String, String> issued = SamplePolicies.issued(POLICY, incoming);
        boolean safeMode = !issued.get("notSafeMode").equals("true");
        return issued.get("osKernelDebuggingDisabled") + " " + safeMode + " " + issued.get("codeIntegrityEnabled");
    }

    /** A type is not measured: whoever owns the machine can call the same digests anything. */
    @ParameterizedTest
    @EnumSource(value = EventType.class, names = {"EV_UNUSED", "EV_EFI_ACTION", "EV_IPL", "EV_COMPACT_HASH",
            "EV_EFI_BOOT_SERVICES_APPLICATION", "EV_POST_CODE", "EV_SEPARATOR", "EV_EFI_VARIABLE_AUTHORITY"})
    @Tag("TP-11")
    @Tag("TP-19")
    void saysNothingOnceTypesAreRelabelled(EventType other) {
        for (String log : logs()) {
            EventLog events = read(log);
            MeasuredBoot boot = QuotedLogs.boot(events,
                    event -> event.extended() ? QuotedLogs.relabelled(event, other) : event);
            assertEquals(NOTHING, issued(events, boot), log);
        }
    }

    /** What is called no action is not replayed, so that the firmware's registers are quoted and not explained. */
    @Test
    @Tag("TP-11")
    void refusesALogWhoseEventsAreAllCalledNoAction() {
        for (String log : logs()) {
            EventLog events = read(log);
            assertThrows(Refusal.class, () -> QuotedLogs.boot(events, event -> event.extended()
                    ? QuotedLogs.relabelled(event, EventType.EV_NO_ACTION)
                    : event), log);
        }
    }

    /** Only one event is hidden behind another type, and the rest stays as it is: a register is believed whole. */
    @ParameterizedTest
    @EnumSource(value = EventType.class, names = {"EV_UNUSED", "EV_IPL"})
    @Tag("TP-11")
    @Tag("TP-19")
    void saysNothingOfWindowsOnceOneOfItsEventsIsHidden(EventType other) {
        for (String log : logs()) {
            EventLog events = read(log);
            Map<String, String> left = withoutWindows(events);
            for (Event hidden : records(events)) {
                MeasuredBoot boot = QuotedLogs.boot(events,
                        event -> event == hidden ? QuotedLogs.relabelled(event, other) : event);
                assertEquals(left, issued(events, boot), log + ", event " + hidden.sequence());
            }
        }
    }

    /** Data that was not measured is no record, and what it stands for is missing: nothing is true for its absence. */
    @Test
    @Tag("TP-12")
    void saysNothingOfWindowsOnceTheDataOfOneOfItsEventsIsChanged() {
        for (String log : logs()) {
            EventLog events = read(log);
            Map<String, String> left = withoutWindows(events);
            for (Event changed : records(events)) {
                MeasuredBoot boot = QuotedLogs.boot(events, event -> event == changed ? blanked(event) : event);
                assertEquals(left, issued(events, boot), log + ", event " + changed.sequence());
            }
        }
    }

    /** One event less is another log than the one quoted. */
    @Test
    @Tag("TP-16")
    void refusesALogOneOfWhoseEventsIsCalledUnmeasured() {
        EventLog events = read("win-r340/eventlog");
        Event first = records(events).getFirst();
        Refusal refusal = assertThrows(Refusal.class, () -> QuotedLogs.boot(events,
                event -> event == first ? QuotedLogs.relabelled(event, EventType.EV_NO_ACTION) : event));
        assertEquals(Reason.BOOT_LOG_MISMATCH, refusal.reason());
    }

    /** TPM 1.2 and logs of SHA-1 alone: refused unless a tenant accepts that bank, as the claims above do. */
    @Test
    @Tag("TP-04")
    void refusesALogOfSha1AloneByDefault() {
        EventLog events = read("win-lenovo-x1carbon3-tpm12/eventlog");
        Refusal refusal = assertThrows(Refusal.class,
                () -> MeasuredBoot.replay(events, QuotedLogs.quoted(events, TpmHash.SHA1), TpmHash.SOUND));
        assertEquals(Reason.PCR_BANK_NOT_ACCEPTED, refusal.reason());
        assertEquals(TpmHash.SHA1, QuotedLogs.boot(events).bank());
    }

    /** The service's own claims agree with those the policy makes of the documents. */
    @Test
    void theShortPolicyPermitsWhereTheLongOneSaysSo() {
        for (String log : logs()) {
            EventLog events = read(log);
            MeasuredBoot boot = QuotedLogs.boot(events);
            boolean good = issued(events, boot).get("secureBootEnabled").equals("true");
            Decision decision = SamplePolicies.decide(SamplePolicies.text("windows-1.1.policy"),
                    QuotedLogs.incoming(events, boot));
            assertEquals(good, decision instanceof Decision.Permitted, log + ": " + decision);
        }
    }

    private static List<String> logs() {
        return Corpus.orSkip().cases("tpm-windows").stream()
                .map(one -> one.id() + "/" + (one.file("eventlog.bin").isPresent() ? "eventlog" : "eventlog_0"))
                .toList();
    }

    /** Those of registers 12 and 13, which say the same in part. */
    private static List<Event> records(EventLog log) {
        return log.events().stream().filter(event -> event.is(EventType.EV_EVENT_TAG))
                .filter(event -> event.pcr() == 12 || event.pcr() == 13).toList();
    }

    private static Map<String, String> withoutWindows(EventLog log) {
        Map<String, String> expected = new TreeMap<>(NOTHING);
        expected.put("secureBootEnabled", issued(log, QuotedLogs.boot(log)).get("secureBootEnabled"));
        return expected;
    }

    private static Event blanked(Event event) {
        return new Event(event.sequence(), event.offset(), event.pcr(), event.type(), event.digests(), Bytes.EMPTY);
    }

    private static Map<String, String> issued(EventLog log, MeasuredBoot boot) {
        return SamplePolicies.issued(POLICY, QuotedLogs.incoming(log, boot));
    }

    private static Map<String, String> shortened(Map<String, String> issued) {
        Map<String, String> all = new TreeMap<>(issued);
        all.replaceAll((type, value) -> type.endsWith("RevListInfo") || type.equals("codeIntegrityPolicy")
                ? Bytes.utf8(value).sha256().toHex().substring(0, 8)
                : value);
        return all;
    }

    private static EventLog read(String log) {
        return QuotedLogs.read("tpm-windows/" + log);
    }
}
