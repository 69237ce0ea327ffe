package dev.assay.emulator.tpm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way to get exactly one thing wrong in a request: a named change to a {@link TpmDraft} that breaks one numbered step
 * of checklist D (security-requirements) and leaves every step before it, and every later one that does not rest on it,
 * sound.
 */
public sealed interface TpmMistake permits TpmStructureMistake, TpmRequestMistake, TpmTrustMistake, TpmQuoteMistake,
        TpmRegisterMistake, TpmLogMistake {
    /** Unlike any other mistake's. */
    String name();

    /** The step that fails, as in {@code D.4}; D.8a is where a key that is not known is refused. */
    String step();

    /** The verdict owed under the strict baseline with {@link EmulatedTpmDevice#OLD_FIRMWARE} denied, and a policy without properties: {@code reject}, {@code unavailable} or {@code deny}. */
    default String verdict() {
        return "reject";
    }

    void make(TpmDraft draft);

    /** Every mistake, in the order of the checklist. */
    static List<TpmMistake> all() {
        return Stream.<TpmMistake[]>of(TpmStructureMistake.values(), TpmRequestMistake.values(),
                TpmTrustMistake.values(), TpmQuoteMistake.values(), TpmRegisterMistake.values(),
                TpmLogMistake.values()).flatMap(Arrays::stream).toList();
    }

    /** The mistake of this name, in either case. */
    static Optional<TpmMistake> named(String name) {
        return all().stream().filter(mistake -> mistake.name().equalsIgnoreCase(name)).findFirst();
    }
}
