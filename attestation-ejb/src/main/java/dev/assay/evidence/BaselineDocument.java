package dev.assay.evidence;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A tenant's own baseline as a JSON document. {@code name} and {@code acceptedStatuses} are mandatory; a member left out
 * is as in {@link Baseline#STRICT}; a member not known is refused. Within the platform's bounds: never {@code Revoked},
 * collateral grace of 72 hours at most (CO-02).
 */
public final class BaselineDocument {
    private static final Set<String> MEMBERS = Set.of("name", "acceptedStatuses", "acceptedAdvisories",
            "outOfDateGraceDays", "minimumEvaluationNumber", "minimumTcbDate", "acceptedPlatforms", "acceptDebug",
            "collateralGraceHours", "acceptSha1", "deniedFirmware");
    private static final Set<String> SHIPPED = Set.of(Baseline.STRICT.name(), Baseline.AZURE.name());
    private static final long MAX_GRACE_DAYS = 3_650;
    private static final long MAX_GRACE_HOURS = 72;

    private final String field;
    private final JsonObject document;

    private BaselineDocument(String field, JsonObject document) {
        this.field = field;
        this.document = document;
    }

    /**
     * @param field how messages call the document, as in {@code --baseline}
     * @throws MalformedException naming the member and what is expected of it
     */
    public static Baseline read(String field, Bytes utf8) {
        return new BaselineDocument(field, StrictJson.object(field, utf8)).baseline();
    }

    private Baseline baseline() {
        document.keySet().stream().filter(name -> !MEMBERS.contains(name)).findFirst().ifPresent(name -> {
            throw refuse(name, "is not a member of a baseline; its members are " + String.join(", ",
                    MEMBERS.stream().sorted().toList()));
        });
        return new Baseline(name(), statuses(), strings("acceptedAdvisories"),
                Duration.ofDays(whole("outOfDateGraceDays", MAX_GRACE_DAYS).orElse(0L)),
                whole("minimumEvaluationNumber", Integer.MAX_VALUE), minimumTcbDate(), platforms(), flag("acceptDebug"),
                Duration.ofHours(whole("collateralGraceHours", MAX_GRACE_HOURS).orElse(0L)), Optional.empty(),
                new Baseline.Tpm(flag("acceptSha1"), firmware()));
    }

    private String name() {
        String name = member("name").map(value -> string("name", value))
                .orElseThrow(() -> refuse("name", "is missing"));
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
            throw refuse("name", "has 1 to 64 letters, digits, dots, hyphens and underscores");
        // why: the audit record and the output show this name; it must not read as a shipped baseline.
        if (SHIPPED.contains(name))
            throw refuse("name", "is the name of a shipped baseline; choose another");
        return name;
    }

    private Set<TcbStatus> statuses() {
        if (member("acceptedStatuses").isEmpty())
            throw refuse("acceptedStatuses", "is missing");
        return strings("acceptedStatuses").stream().map(this::status).collect(Collectors.toSet());
    }

    private TcbStatus status(String wireName) {
        TcbStatus status = TcbStatus.named(wireName)
                .orElseThrow(() -> refuse("acceptedStatuses", "holds a status Intel does not use; compare the case"));
        // SG-08
        if (status == TcbStatus.REVOKED)
            throw refuse("acceptedStatuses", "holds Revoked, which no baseline can accept");
        return status;
    }

    private Optional<Instant> minimumTcbDate() {
        return member("minimumTcbDate").map(value -> instant(string("minimumTcbDate", value)));
    }

    private Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException refused) {
            throw refuse("minimumTcbDate", "is a date as 2024-03-13 or an instant as 2024-03-13T00:00:00Z");
        }
    }

    /** EV-12: 64 hexadecimal digits each; an empty array would read as "none" and mean "any", so it is refused. */
    private Set<Bytes> platforms() {
        Set<String> digests = strings("acceptedPlatforms");
        if (member("acceptedPlatforms").isPresent() && digests.isEmpty())
            throw refuse("acceptedPlatforms", "is empty; leave it out to accept any platform");
        return digests.stream().map(digest -> {
            if (!digest.matches("[0-9a-fA-F]{64}"))
                throw refuse("acceptedPlatforms",
                        "holds SHA-256 digests of platform identities, 64 hexadecimal digits");
            return Bytes.hex(digest);
        }).collect(Collectors.toSet());
    }

    /** TP-18. */
    private Set<String> firmware() {
        return strings("deniedFirmware").stream().map(denied -> {
            if (!denied.matches("([^\\p{Cntrl}]{1,64}:)?[0-9a-fA-F]{16}"))
                throw refuse("deniedFirmware",
                        "holds firmware versions of 16 hexadecimal digits, alone or after a manufacturer and a colon");
            int version = denied.length() - 16;
            return denied.substring(0, version) + denied.substring(version).toLowerCase(java.util.Locale.ROOT);
        }).collect(Collectors.toSet());
    }

    private boolean flag(String name) {
        return member(name).map(value -> switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            case ARRAY, OBJECT, STRING, NUMBER, NULL -> throw refuse(name, "is true or false");
        }).orElse(false);
    }

    private Set<String> strings(String name) {
        Function<JsonValue, Set<String>> read = value -> {
            if (!(value instanceof JsonArray array))
                throw refuse(name, "is an array of strings");
            Set<String> strings = new LinkedHashSet<>();
            array.forEach(element -> strings.add(string(name, element)));
            return strings;
        };
        return member(name).map(read).orElse(Set.of());
    }

    private String string(String name, JsonValue value) {
        if (value instanceof JsonString string && !string.getString().isBlank())
            return string.getString();
        throw refuse(name, value instanceof JsonString ? "holds an empty string" : "holds something other than text");
    }

    private Optional<Long> whole(String name, long max) {
        return member(name).map(value -> {
            if (value instanceof JsonNumber number && number.isIntegral()
                    && number.bigDecimalValue().signum() >= 0
                    && number.bigDecimalValue().compareTo(java.math.BigDecimal.valueOf(max)) <= 0)
                return number.longValueExact();
            throw refuse(name, "is a whole number from 0 to " + max);
        });
    }

    private Optional<JsonValue> member(String name) {
        return Optional.ofNullable(document.get(name));
    }

    private MalformedException refuse(String member, String expectation) {
        return new MalformedException(field, "\"" + member + "\" " + expectation);
    }
}
