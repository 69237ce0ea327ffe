package dev.assay.emulator.sgx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.sgx.SoundParts.Part;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake breaks what it says and nothing else, by checks that do not know how it was made. */
@Tag("SG-01")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30Z");
    private static final Set<String> LAYOUT = Set.of("A.1", "A.3", "A.4");
    private static final Set<Part> COLLATERAL = EnumSet.of(Part.TCB_INFO, Part.TCB_SUBJECT, Part.QE_IDENTITY);

    private final EmulatedAttester attester = EmulatedAttester.create(NOW);

    @ParameterizedTest
    @EnumSource
    void findsNothingBrokenInAGenuineBundle(CaKind ca) {
        assertEquals(Set.of(), new SoundParts(EmulatedAttester.create(ca, NOW).genuine(NOW), NOW).broken());
    }

    @ParameterizedTest
    @MethodSource("everyMistake")
    void breaksItsStepAndNothingBesides(Mistake mistake) {
        Set<Part> broken = new SoundParts(attester.with(mistake, NOW), NOW).broken();
        assertEquals(lookedAt(mistake), !broken.isEmpty());
        if (LAYOUT.contains(mistake.step()))
            broken.retainAll(COLLATERAL);
        broken.removeIf(part -> part.steps.contains(mistake.step()));
        assertEquals(Set.of(), broken);
    }

    /** For steps the parts do not cover: the bundle says something else than a genuine one of the same attester. */
    @ParameterizedTest
    @MethodSource("mistakesOfOtherSteps")
    void changesTheBundleBeyondItsSignatures(Mistake mistake) {
        EmulatedAttester able = mistake.onlyUnder().map(ca -> EmulatedAttester.create(ca, NOW)).orElse(attester);
        assertNotEquals(unsigned(able.genuine(NOW)), unsigned(able.with(mistake, NOW)));
    }

    @Test
    void everyStepThatCanFailHasAMistake() {
        Set<String> steps = Mistake.all().stream().map(Mistake::step).collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = IntStream.rangeClosed(1, 21).mapToObj(number -> "A." + number)
                .collect(Collectors.toCollection(TreeSet::new));
        expected.addAll(List.of("A.11a", "A.23"));
        assertEquals(expected, steps);
    }

    @Test
    void noTwoMistakesShareAName() {
        Set<String> names = new HashSet<>();
        for (Mistake mistake : Mistake.all()) {
            assertTrue(names.add(mistake.name()), mistake.name());
            assertEquals(mistake, Mistake.named(mistake.name()).orElseThrow());
        }
        assertFalse(Mistake.named("NO_SUCH_MISTAKE").isPresent());
    }

    static List<Mistake> everyMistake() {
        return Mistake.all();
    }

    static List<Mistake> mistakesOfOtherSteps() {
        return Mistake.all().stream().filter(mistake -> !lookedAt(mistake)).toList();
    }

    private static boolean lookedAt(Mistake mistake) {
        return Stream.of(Part.values()).anyMatch(part -> part.steps.contains(mistake.step()));
    }

    /** What a bundle says, its signatures left out: only their soundness counts, since signing is random. */
    private static Octets unsigned(EvidenceBundle bundle) {
        String quote = bundle.quote().toHex().replaceAll("^(.{872}).{128}", "$1").replaceAll("^(.{1768}).{128}", "$1");
        String json = json(bundle, EmulatedCollateral.TCB_INFO) + json(bundle, EmulatedCollateral.QE_IDENTITY);
        return Octets.utf8(quote + json).sha256();
    }

    private static String json(EvidenceBundle bundle, String name) {
        return bundle.collateral().file(name).map(Octets::asUtf8).orElse("").replaceAll("\"signature\".*", "");
    }
}
