package dev.assay.measuredboot;

import static dev.assay.eventlog.DigestAlgorithm.SHA1;
import static dev.assay.eventlog.DigestAlgorithm.SHA256;
import static dev.assay.eventlog.DigestAlgorithm.SHA384;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** D.6: the log against the registers a quote covers. */
@Tag("D.6")
class MeasuredBootTest {
    private static final Bytes OTHER = Bytes.utf8("other");

    private final HandMadeLog sound = HandMadeLog.soundWindows();

    @Test
    void claimsEverythingOfASoundMachine() {
        MeasuredBoot boot = sound.boot();
        assertEquals(Claims.ALL, Claims.trueOf(boot));
        assertEquals(TpmHash.SHA256, boot.bank());
        assertEquals(sound.log().events().size(), boot.accepted().size());
        assertEquals(List.of(), boot.setAside());
    }

    @Test
    void claimsNothingOfAnUnsoundOne() {
        assertEquals(Set.of(), Claims.trueOf(HandMadeLog.unsoundWindows().boot()));
        assertEquals(Claims.ALL, Claims.madeOf(HandMadeLog.unsoundWindows().boot()));
    }

    @Test
    void everyEventIsAcceptedOrSetAsideOnceInOrder() {
        MeasuredBoot boot = HandMadeLog.soundWindows().add(3, EventType.EV_UNUSED, OTHER).boot();
        List<Integer> all = new ArrayList<>(boot.accepted().stream().map(Event::sequence).toList());
        assertEquals(all.stream().sorted().toList(), all);
        all.addAll(boot.setAside().stream().map(one -> one.event().sequence()).toList());
        assertEquals(sound.log().events().size() + 1, all.stream().distinct().count());
    }

    @Test
    void refusesARegisterThatDoesNotReplayAndNamesIt() {
        PcrValues quote = Quoted.with(sound.quote(), 4, Optional.of(OTHER));
        Refusal refusal = refused(sound.log(), quote, TpmHash.SOUND);
        assertEquals(Reason.BOOT_LOG_MISMATCH, refusal.reason());
        assertTrue(refusal.getMessage().contains("register 4 of bank SHA256"), refusal.getMessage());
    }

    @Test
    @Tag("TP-04")
    void refusesAQuoteOfNoAcceptedBank() {
        PcrValues sha1 = new PcrValues(Map.of(TpmHash.SHA1, sound.quote().banks().get(TpmHash.SHA1)));
        assertEquals(Reason.PCR_BANK_NOT_ACCEPTED, refused(sound.log(), sha1, TpmHash.SOUND).reason());
        PcrValues empty = new PcrValues(Map.of(TpmHash.SHA256, Map.of()));
        assertEquals(Reason.PCR_BANK_NOT_ACCEPTED, refused(sound.log(), empty, TpmHash.SOUND).reason());
    }

    @Test
    @Tag("TP-04")
    void refusesALogWithoutTheQuotedBank() {
        PcrValues sha384 = Quoted.after(new HandMadeLog(SHA384).log());
        Refusal refusal = refused(sound.log(), sha384, TpmHash.SOUND);
        assertEquals(Reason.BOOT_LOG_MISMATCH, refusal.reason());
        assertTrue(refusal.getMessage().contains("SHA384"), refusal.getMessage());
    }

    @Test
    @Tag("TP-04")
    void takesTheStrongestBankThatLogAndQuoteShare() {
        EventLog log = new HandMadeLog(SHA256, SHA384).add(4, EventType.EV_ACTION, OTHER).log();
        assertEquals(TpmHash.SHA384, HandMadeLog.judge(log, Quoted.after(log)).bank());
        Map<TpmHash, Map<Integer, Bytes>> banks = new TreeMap<>(sound.quote().banks());
        banks.putAll(Quoted.after(new HandMadeLog(SHA384).log()).banks());
        assertEquals(TpmHash.SHA256, HandMadeLog.judge(sound.log(), new PcrValues(banks)).bank());
    }

    @Test
    @Tag("TP-04")
    void holdsEveryAcceptedBankAgainstTheQuote() {
        Map<TpmHash, Map<Integer, Bytes>> banks = new TreeMap<>(sound.quote().banks());
        banks.put(TpmHash.SHA1,
                Quoted.with(sound.quote(), 7, Optional.of(OTHER)).banks().get(TpmHash.SHA1));
        Refusal refusal = refused(sound.log(), new PcrValues(banks), EnumSet.allOf(TpmHash.class));
        assertTrue(refusal.getMessage().contains("register 7 of bank SHA1"), refusal.getMessage());
    }

    @Test
    @Tag("TP-04")
    void refusesABankSwappedForAnother() {
        EventLog log = sound.log();
        EventLog swapped = HandMadeLog.redone(log, log.events().stream().map(MeasuredBootTest::swapped).toList());
        assertEquals(Reason.BOOT_LOG_MISMATCH, refused(swapped, sound.quote(), TpmHash.SOUND).reason());
    }

    /** The SHA-1 digest, filled up, in the place of the SHA-256 digest. */
    private static Event swapped(Event event) {
        Bytes filled = event.digest(SHA1).orElseThrow().concat(Bytes.copyOf(new byte[12]));
        return new Event(event.sequence(), 0, event.pcr(), event.type(), Map.of(SHA256, filled), event.data());
    }

    @Test
    void countsABankOnlyWhereEachEventHasItsDigest() {
        EventLog log = sound.log();
        EventLog lacking = HandMadeLog.redone(log, log.events().stream()
                .map(event -> event.sequence() == 0 ? only(event, SHA1) : event).toList());
        Refusal refusal = refused(lacking, Quoted.after(lacking), TpmHash.SOUND);
        assertTrue(refusal.getMessage().contains("SHA256"), refusal.getMessage());
        assertEquals(TpmHash.SHA1,
                MeasuredBoot.replay(lacking, Quoted.after(lacking), EnumSet.allOf(TpmHash.class)).bank());
    }

    private static Event only(Event event, DigestAlgorithm algorithm) {
        return new Event(event.sequence(), 0, event.pcr(), event.type(),
                Map.of(algorithm, event.digest(algorithm).orElseThrow()), event.data());
    }

    @Test
    @Tag("TP-15")
    void listsARegisterOnlyTheSystemExtends() {
        MeasuredBoot boot = HandMadeLog.judge(sound.log(), Quoted.with(sound.quote(), 10, Optional.of(OTHER)));
        assertEquals(Set.of(10), boot.unexplained());
        assertEquals(Claims.ALL, Claims.trueOf(boot));
    }

    @Test
    @Tag("TP-15")
    void listsARegisterThatOnlyAWeakerBankLeavesUnexplained() {
        Map<TpmHash, Map<Integer, Bytes>> banks = new TreeMap<>(sound.quote().banks());
        banks.put(TpmHash.SHA1, Quoted.with(sound.quote(), 19, Optional.of(OTHER)).banks().get(TpmHash.SHA1));
        MeasuredBoot boot = MeasuredBoot.replay(sound.log(), new PcrValues(banks), EnumSet.allOf(TpmHash.class));
        assertEquals(Set.of(19), boot.unexplained());
        assertEquals(Set.of("secureBootEnabled"), Claims.trueOf(boot));
    }

    @Test
    @Tag("TP-02")
    void aRegisterThatIsNotQuotedMakesNoClaim() {
        assertEquals(Claims.OF_WINDOWS, Claims.madeOf(HandMadeLog.judge(sound.log(), unquoted(7))));
        assertEquals(Set.of("secureBootEnabled"), Claims.madeOf(HandMadeLog.judge(sound.log(), unquoted(12))));
        assertEquals(Set.of("secureBootEnabled"), Claims.madeOf(HandMadeLog.judge(sound.log(), unquoted(13))));
    }

    @Test
    @Tag("TP-19")
    void eventsOfWindowsAreShownTogetherOrNotAtAll() {
        MeasuredBoot boot = HandMadeLog.judge(sound.log(), unquoted(12));
        assertFalse(boot.accepted().stream().anyMatch(event -> event.pcr() == 12 || event.pcr() == 13));
        assertTrue(boot.accepted().stream().anyMatch(event -> event.pcr() == 7));
    }

    private PcrValues unquoted(int register) {
        return Quoted.with(sound.quote(), register, Optional.empty());
    }

    @Test
    @Tag("TP-12")
    void showsNoDigestThatIsNotOfTheClaimsBank() {
        assertTrue(sound.boot().accepted().stream().allMatch(event -> event.digests().keySet().equals(Set.of(SHA256))));
    }

    @Test
    void workGrowsWithTheLogAndNoFaster() {
        int one = growing(50).steps();
        int two = growing(100).steps();
        int four = growing(200).steps();
        assertEquals(2 * (two - one), four - two);
    }

    private static MeasuredBoot growing(int more) {
        HandMadeLog log = HandMadeLog.soundWindows();
        for (int i = 0; i < more; i++) {
            log.add(9, EventType.EV_IPL, OTHER);
        }
        return log.boot();
    }

    @Test
    void everyCutOfALogIsRefusedOrClaimsNothing() {
        Bytes octets = sound.octets();
        assertEquals(Claims.ALL, claimed(octets));
        for (int length = 0; length < octets.length(); length++) {
            assertEquals(Set.of(), claimed(octets.slice(0, length)), "cut to " + length);
        }
    }

    private Set<String> claimed(Bytes log) {
        try {
            return Claims.trueOf(HandMadeLog.judge(EventLog.read(log), sound.quote()));
        } catch (MalformedException | Refusal refused) {
            return Set.of();
        }
    }

    private static Refusal refused(EventLog log, PcrValues quoted, Set<TpmHash> accepted) {
        return assertThrows(Refusal.class, () -> MeasuredBoot.replay(log, quoted, accepted));
    }
}
