package dev.assay.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The vocabularies there are. A kind of evidence this release cannot verify yet may have one. */
public final class Vocabularies {
    private static final List<ClaimVocabulary> ALL = List.of(SgxVocabulary.of("SgxEnclave"),
            SgxVocabulary.of("OpenEnclave"), VirtualMachineVocabularies.SEV_SNP, VirtualMachineVocabularies.TDX,
            VirtualMachineVocabularies.AZURE_GUEST, TpmVocabulary.TPM);

    private Vocabularies() {}

    public static List<ClaimVocabulary> all() {
        return ALL;
    }

    /** By the kind's name on the wire, in any case. */
    public static Optional<ClaimVocabulary> named(String evidence) {
        String wanted = evidence.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(one -> one.evidence().toLowerCase(Locale.ROOT).equals(wanted)).findFirst();
    }
}
