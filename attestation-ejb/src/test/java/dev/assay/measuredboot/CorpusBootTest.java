package dev.assay.measuredboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.bytes.Bytes;
import dev.assay.corpus.Corpus;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import dev.assay.evidence.Refusal;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every genuine log with the registers its case says it replays to: what it claims, and what of it is in doubt. */
@Tag("TP-13")
class CorpusBootTest {
    private static final Set<TpmHash> ALL_BANKS = EnumSet.allOf(TpmHash.class);
    /** Logs of machines with secure boot on; all others have it off, empty, or not in the log. */
    private static final Set<String> SECURE = Set.of("log-cos-101-amd-sev", "log-debian-10", "log-eventlogwithsp800155",
            "log-hirs-sha1", "log-rhel8-uefi", "log-tpm2tools-moklisttrusted", "quote-failed-1",
            "quote-gce-cos85-nonce", "quote-good-1", "log-option-rom", "win-gcp-shielded-vm-quote", "win-imn-dell",
            "win-lenovo-x1carbon3-tpm12", "win-lenovo-yogax1-tpm2", "win-r340");
    private static final Set<String> VIRTUALISED = Set.of("log-option-rom", "win-latitude-7520",
            "win-lenovo-x1carbon3-tpm12");
    /** Measures a command line into register 12, so that nothing is known of Windows. */
    private static final String UNIFIED_KERNEL = "log-tpm2tools-sd-boot-fedora37";
    /**
     * Registers in doubt, and why: measurement registers of confidential machines are no PCRs; a legacy boot; a type the
     * registry does not know; a first measurement with the digest of a separator; firmware without separators.
     */
    private static final Map<String, Set<Integer>> DOUBTED = Map.of("ccel-dupe-separator", Set.of(1, 2, 3), "ccel-grub",
            Set.of(1, 2, 3), "ccel-grub-gke", Set.of(1, 2, 3), "ccel-ovmf", Set.of(1, 2, 3), "log-immune-15",
            Set.of(4, 5), "log-rust-keylime-uefi", Set.of(2), "log-glinux-alex", Set.of(0), "log-tpm2tools-uefiaction",
            Set.of(4), "win-gcp-shielded-vm-quote", Set.of(0, 4, 5));

    private record Case(String id, EventLog log, PcrValues quote) {}

    @TestFactory
    Stream<DynamicTest> everyLogClaimsWhatItsMachineWas() {
        return cases().map(one -> dynamicTest(one.id(), () -> {
            MeasuredBoot boot = MeasuredBoot.replay(one.log(), one.quote(), ALL_BANKS);
            assertEquals(expected(one.id()), Claims.trueOf(boot));
            assertEquals(Claims.ALL, Claims.madeOf(boot));
            assertEquals(Set.of(), boot.unexplained());
            assertEquals(DOUBTED.getOrDefault(one.id(), Set.of()), doubted(boot));
        }));
    }

    private static Set<String> expected(String id) {
        Set<String> claims = new TreeSet<>();
        if (SECURE.contains(id))
            claims.add("secureBootEnabled");
        if (VIRTUALISED.contains(id))
            claims.add("vbsEnabled");
        if (isWindows(id))
            claims.add("bootDebuggingDisabled");
        if (!id.equals(UNIFIED_KERNEL))
            claims.addAll(Set.of("notSafeMode", "notWinPE"));
        return claims;
    }

    private static boolean isWindows(String id) {
        return id.startsWith("win-") || id.equals("log-option-rom");
    }

    /** Extended registers with an event that is set aside. */
    private static Set<Integer> doubted(MeasuredBoot boot) {
        return boot.setAside().stream().map(MeasuredBoot.SetAside::event).filter(Event::extended)
                .map(event -> (int) event.pcr()).collect(Collectors.toCollection(TreeSet::new));
    }

    @TestFactory
    @Tag("TP-11")
    Stream<DynamicTest> relabelledVariablesOfNoLogShowSecureBoot() {
        return cases().filter(one -> one.log().events().stream().anyMatch(CorpusBootTest::isVariable))
                .map(one -> dynamicTest(one.id(), () -> {
                    for (EventType type : List.of(EventType.EV_UNUSED, EventType.EV_EFI_ACTION, EventType.EV_IPL,
                            EventType.EV_EFI_VARIABLE_AUTHORITY, EventType.EV_EVENT_TAG)) {
                        EventLog forged = HandMadeLog.relabelled(one.log(), CorpusBootTest::isVariable, type);
                        MeasuredBoot boot = MeasuredBoot.replay(forged, one.quote(), ALL_BANKS);
                        assertTrue(boot.accepted().stream().noneMatch(event -> event.pcr() == 7), type.name());
                        assertTrue(!Claims.trueOf(boot).contains("secureBootEnabled"), type.name());
                    }
                }));
    }

    private static boolean isVariable(Event event) {
        return event.pcr() == 7 && event.is(EventType.EV_EFI_VARIABLE_DRIVER_CONFIG);
    }

    @TestFactory
    @Tag("TP-15")
    Stream<DynamicTest> leavingOutARegistersEventsClaimsNoMore() {
        return cases().map(one -> dynamicTest(one.id(), () -> {
            Set<String> whole = Claims.trueOf(MeasuredBoot.replay(one.log(), one.quote(), ALL_BANKS));
            for (int register = 0; register < 24; register++) {
                int which = register;
                EventLog without = HandMadeLog.without(one.log(), event -> event.pcr() == which && event.extended());
                if (without.events().size() == one.log().events().size())
                    continue;
                if (register <= 7) {
                    // The firmware's own registers are always in its log.
                    assertThrows(Refusal.class, () -> MeasuredBoot.replay(without, one.quote(), ALL_BANKS));
                    continue;
                }
                MeasuredBoot boot = MeasuredBoot.replay(without, one.quote(), ALL_BANKS);
                assertEquals(Set.of(register), boot.unexplained());
                assertTrue(whole.containsAll(Claims.trueOf(boot)), "without register " + register);
            }
        }));
    }

    private static Stream<Case> cases() {
        Corpus corpus = Corpus.orSkip();
        return Stream.of("tpm", "tpm-windows").flatMap(kind -> corpus.cases(kind).stream())
                .flatMap(one -> logs(one).stream());
    }

    private static List<Case> logs(Corpus.Case one) {
        List<Case> cases = new ArrayList<>();
        JsonObject expected = one.expected();
        Optional<Bytes> single = one.file("eventlog.bin").or(() -> one.file("ccel.bin"));
        for (JsonObject facts : Stream.of(expected, expected.getOrDefault("eventlog", expected)).distinct()
                .map(JsonObject.class::cast).toList()) {
            // Two samples measure nothing: no quote covers them.
            if (facts.containsKey("replayed_pcrs") && !facts.getJsonObject("replayed_pcrs").isEmpty())
                cases.add(of(one.id(), single.orElseThrow(), facts));
        }
        if (expected.get("eventlogs") instanceof JsonArray several) {
            for (int i = 0; i < several.size(); i++) {
                Bytes log = one.file("eventlog_" + i + ".bin").or(() -> single).orElseThrow();
                cases.add(of(one.id(), log, several.getJsonObject(i)));
            }
        }
        return cases;
    }

    private static Case of(String id, Bytes log, JsonObject facts) {
        return new Case(id, EventLog.read(log), quote(facts.getJsonObject("replayed_pcrs")));
    }

    /** All 24 registers: those the case names, the others never extended. */
    private static PcrValues quote(JsonObject replayed) {
        Map<TpmHash, Map<Integer, Bytes>> banks = new EnumMap<>(TpmHash.class);
        replayed.forEach((label, values) -> {
            TpmHash bank = TpmHash.valueOf(label.toUpperCase(Locale.ROOT));
            Map<Integer, Bytes> registers = new TreeMap<>();
            for (int register = 0; register < 24; register++) {
                registers.put(register,
                        Bytes.hex((register > 16 && register < 23 ? "ff" : "00").repeat(bank.length())));
            }
            values.asJsonObject().forEach((register, value) -> registers.put(Integer.parseInt(register),
                    Bytes.hex(((JsonString) value).getString())));
            banks.put(bank, registers);
        });
        return new PcrValues(banks);
    }

    @Test
    @Tag("TP-17")
    void onlyTheLastResumeReplaysToTheRegistersAfterIt() {
        Corpus.Case dell = Corpus.orSkip().find("tpm-windows", "win-dell-notebook-5eventlogs-wbcl");
        PcrValues quoted = quoted(dell);
        for (int i = 0; i < 4; i++) {
            EventLog older = EventLog.read(dell.file("eventlog_" + i + ".bin").orElseThrow());
            Refusal refusal = assertThrows(Refusal.class, () -> HandMadeLog.judge(older, quoted));
            assertTrue(refusal.getMessage().contains("register 12 of bank SHA256"), refusal.getMessage());
        }
        EventLog last = EventLog.read(dell.file("eventlog_4.bin").orElseThrow());
        assertEquals(Set.of("bootDebuggingDisabled", "notSafeMode", "notWinPE"),
                Claims.trueOf(HandMadeLog.judge(last, quoted)));
    }

    @Test
    @Tag("TP-15")
    void genuineQuotesAreExplainedButForWhatTheSystemExtends() {
        Corpus corpus = Corpus.orSkip();
        assertEquals(Set.of(), judged(corpus.find("tpm-windows", "win-r340")).unexplained());
        assertEquals(Set.of(), judged(corpus.find("tpm-windows", "win-latitude-7520")).unexplained());
        assertEquals(Set.of(), judged(corpus.find("tpm", "quote-good-1")).unexplained());
        // A running Linux machine: IMA's register.
        assertEquals(Set.of(10), judged(corpus.find("tpm", "quote-ludmilla")).unexplained());
    }

    @Test
    @Tag("D.6")
    void refusesTheGenuineQuoteWhoseRegisterZeroDiffers() {
        Corpus.Case failed = Corpus.orSkip().find("tpm", "quote-failed-1");
        Refusal refusal = assertThrows(Refusal.class, () -> judged(failed));
        assertTrue(refusal.getMessage().contains("register 0 of bank SHA256"), refusal.getMessage());
    }

    private static MeasuredBoot judged(Corpus.Case one) {
        return HandMadeLog.judge(EventLog.read(one.file("eventlog.bin").orElseThrow()), quoted(one));
    }

    private static PcrValues quoted(Corpus.Case one) {
        Map<TpmHash, Map<Integer, Bytes>> banks = new EnumMap<>(TpmHash.class);
        Corpus.read(one.folder().resolve("pcrs.json")).forEach((label, values) -> {
            Map<Integer, Bytes> registers = new TreeMap<>();
            values.asJsonObject().forEach((register, value) -> registers.put(Integer.parseInt(register),
                    Bytes.hex(((JsonString) value).getString())));
            banks.put(TpmHash.valueOf(label.toUpperCase(Locale.ROOT)), registers);
        });
        return new PcrValues(banks);
    }
}
