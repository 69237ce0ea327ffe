package dev.assay.lint;

import dev.assay.claims.ClaimValue.Flag;
import dev.assay.claims.ClaimValue.Whole;
import dev.assay.lint.ValueForm.Flags;
import dev.assay.lint.ValueForm.JsonTexts;
import dev.assay.lint.ValueForm.Texts;
import dev.assay.lint.ValueForm.Wholes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** TPM quotes, with or without a VBS enclave (maa-tpm §4, §5; maa-policy §8, §9). */
final class TpmVocabulary {
    /** Documents of boot events: digests are covered by the quote, an event's type and number are not (maa-tpm §5.1). */
    static final Set<String> EVENTS = Set.of("events", "bootEvents");
    private static final long YEAR_IN_MINUTES = 525_600;

    static final ClaimVocabulary TPM = new ClaimVocabulary("Tpm", claims(), properties(), true);

    private TpmVocabulary() {}

    private static List<KnownClaim> claims() {
        return Stream.of(always(new Flags(), "aikValidated", "vbsReportPresent", "vsmReportPresent", "assay-tpm-safe"),
                always(new Texts(), "aikPubHash", "assay-tpm-ak-path", "assay-tpm-firmware-version"),
                always(new Wholes(2, 2), "tpmVersion"),
                always(new Wholes(0, 0xFFFFFFFFL), "assay-tpm-reset-count", "assay-tpm-restart-count"),
                always(new Wholes(0, Long.MAX_VALUE), "assay-tpm-clock"),
                always(new JsonTexts(), "events"),
                some(new Flags(), "secureBootEnabled", "iommuEnabled", "bootDebuggingDisabled", "notSafeMode",
                        "notWinPE", "vbsEnabled"),
                some(new JsonTexts(), "bootEvents", "x-ms-tpm-request-key", "x-ms-tpm-other-keys"),
                Stream.of(new KnownClaim("pcrs", new JsonTexts(), true, true)), enclave()).flatMap(claims -> claims)
                .toList();
    }

    /** Of a VBS report, which this release refuses; policies for it parse and are checked. */
    private static Stream<KnownClaim> enclave() {
        return Stream.concat(
                some(new Texts(), "enclaveAuthorId", "enclaveImageId", "enclaveOwnerId", "enclaveFamilyId"),
                some(new Wholes(0, 0xFFFFFFFFL), "enclaveSvn", "enclavePlatformSvn", "enclaveFlags"));
    }

    private static Stream<KnownClaim> always(ValueForm form, String... types) {
        return Stream.of(types).map(type -> KnownClaim.always(type, form));
    }

    /** Where the registers they are read from are quoted, or the request has them. */
    private static Stream<KnownClaim> some(ValueForm form, String... types) {
        return Stream.of(types).map(type -> KnownClaim.sometimes(type, form));
    }

    private static List<KnownProperty> properties() {
        return List.of(
                new KnownProperty("require_valid_aik_cert", "true or false", Flag.class::isInstance, false),
                new KnownProperty("required_pcr_mask", "an integer from 0 to 16777215, one bit for each PCR",
                        value -> value instanceof Whole(long mask) && mask >= 0 && mask <= 0xFFFFFF, false),
                new KnownProperty("report_validity_in_minutes", "an integer from 1 to 525600, a year",
                        value -> value instanceof Whole(long minutes) && minutes >= 1 && minutes <= YEAR_IN_MINUTES,
                        true),
                new KnownProperty("omit_x5c", "true or false", Flag.class::isInstance, true));
    }
}
