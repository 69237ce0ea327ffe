package dev.assay.emulator.sgx;

import dev.assay.emulator.pki.CaKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way to get exactly one thing wrong: a named change to a {@link Draft} that breaks one numbered step of checklist A
 * (security-requirements) and leaves every step before it, and every later one that does not rest on it, sound.
 */
public sealed interface Mistake permits StructureMistake, ChainMistake, RevocationMistake, PckExtensionMistake,
        TcbInfoMistake, QeIdentityMistake, QuotingEnclaveMistake, SignatureMistake, StandingMistake {
    /** Unlike any other mistake's. */
    String name();

    /** The step that fails, as in {@code A.16}. */
    String step();

    /** The verdict owed under the strict baseline: {@code reject}, {@code unavailable} or {@code deny}. */
    default String verdict() {
        return switch (step()) {
            case "A.12", "A.13", "A.14" -> "unavailable";
            case "A.18", "A.20", "A.21", "A.22", "A.23" -> "deny";
            default -> "reject";
        };
    }

    /** Present where the mistake can only be made under this authority. */
    default Optional<CaKind> onlyUnder() {
        return Optional.empty();
    }

    void make(Draft draft);

    /** Every mistake, in the order of the checklist. */
    static List<Mistake> all() {
        return Stream.<Mistake[]>of(StructureMistake.values(), ChainMistake.values(), RevocationMistake.values(),
                PckExtensionMistake.values(), TcbInfoMistake.values(), QeIdentityMistake.values(),
                QuotingEnclaveMistake.values(), SignatureMistake.values(), StandingMistake.values())
                .flatMap(Arrays::stream).toList();
    }

    /** The mistake of this name, in either case. */
    static Optional<Mistake> named(String name) {
        return all().stream().filter(mistake -> mistake.name().equalsIgnoreCase(name)).findFirst();
    }
}
