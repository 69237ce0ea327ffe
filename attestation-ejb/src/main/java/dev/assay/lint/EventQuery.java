package dev.assay.lint;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a JmesPath query, or those parts of it the policy has as literals. A quote covers which digests went into
 * which PCR in which order; it does not cover an event's type, its number, or data the digest is not a hash of (TP-11,
 * TP-12, TP-16).
 */
record EventQuery(String text) {
    private static final Pattern UNMEASURED = Pattern.compile("\\b(EventTypeString|EventType|EventSeq)\\b");
    private static final Pattern PINS = Pattern.compile("\\b(PcrIndex|Digests)\\b");
    private static final Pattern TEXT_FOR_NUMBER = Pattern
            .compile("\\b(PcrIndex|EventSeq|EventType|Index|name_alg|obj_attr)\\s*(?:==|!=|<=?|>=?)\\s*'[0-9]*'");
    private static final Pattern BARE_NUMBER = Pattern
            .compile("\\b(PcrIndex|EventSeq|EventType|Index|Value)\\s*(?:==|!=|<=?|>=?)\\s*-?[0-9]");
    /** Types of events whose digest is no hash of the data: paths, names and sizes in it are hints. */
    private static final Pattern DIGEST_OF_ELSE = Pattern.compile("EV_EFI_(?:BOOT_SERVICES_APPLICATION"
            + "|BOOT_SERVICES_DRIVER|RUNTIME_SERVICES_DRIVER|PLATFORM_FIRMWARE_BLOB2?)");
    private static final Pattern DATA = Pattern.compile("\\b(ProcessedData|RawData)\\b");
    /** In no PCR at all: EV_NO_ACTION, and the boot log's records with the flag "not measured" (maa-tpm §7). */
    private static final List<String> NOT_MEASURED = List.of("EV_NO_ACTION", "EVENT_TRUSTPOINT_AGGREGATION",
            "EVENT_QUOTESIGNATURE", "EVENT_QUOTE", "EVENT_AIKID", "EVENT_AIKPUBDIGEST");

    boolean goesByUnmeasured() {
        return UNMEASURED.matcher(text).find();
    }

    boolean pins() {
        return PINS.matcher(text).find();
    }

    Optional<String> notMeasured() {
        return NOT_MEASURED.stream().filter(name -> Pattern.compile("\\b" + name + "\\b").matcher(text).find())
                .findFirst();
    }

    /** The type of event whose data it reads although the digest is one of something else. */
    Optional<String> dataWithoutDigest() {
        var type = DIGEST_OF_ELSE.matcher(text);
        return type.find() && DATA.matcher(text).find() ? Optional.of(type.group()) : Optional.empty();
    }

    /** A member that holds a number and is compared with a text. */
    Optional<String> textForNumber() {
        var found = TEXT_FOR_NUMBER.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** A member that is compared with digits outside of backquotes. */
    Optional<String> bareNumber() {
        var found = BARE_NUMBER.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
