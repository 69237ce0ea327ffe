package dev.assay.tenant;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.TcbStatus;
import dev.assay.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A baseline as a JSON document, within the platform's bounds: {@code name}, {@code acceptedStatuses},
 * {@code acceptedAdvisories}, {@code outOfDateGraceDays} (0–365), {@code minimumEvaluationNumber},
 * {@code minimumTcbDate}, {@code acceptDebug}, {@code collateralGraceHours} (0–72). What is absent is as in
 * {@code strict}.
 */
public final class BaselineDocument {
    private static final Set<String> MEMBERS = Set.of("name", "acceptedStatuses", "acceptedAdvisories",
            "outOfDateGraceDays", "minimumEvaluationNumber", "minimumTcbDate", "acceptDebug", "collateralGraceHours");

    private final JsonObject document;

    private BaselineDocument(JsonObject document) {
        this.document = document;
    }

    /** @throws MalformedException naming the member and what it may be */
    public static Baseline read(Bytes utf8) {
        return new BaselineDocument(StrictJson.object("baseline", utf8)).baseline();
    }

    private Baseline baseline() {
        document.keySet().stream().filter(name -> !MEMBERS.contains(name)).findFirst().ifPresent(name -> {
            throw new MalformedException("baseline", "member " + name + " is not one of " + MEMBERS);
        });
        return new Baseline(text("name").orElse("custom"), set("acceptedStatuses", BaselineDocument::status,
                Baseline.STRICT.acceptedStatuses()), set("acceptedAdvisories", Function.identity(), Set.of()),
                Duration.ofDays(whole("outOfDateGraceDays", 365).orElse(0L)),
                whole("minimumEvaluationNumber", Long.MAX_VALUE), text("minimumTcbDate").map(this::instant),
                flag("acceptDebug"), Duration.ofHours(whole("collateralGraceHours", 72).orElse(0L)), Optional.empty());
    }

    private static TcbStatus status(String word) {
        return TcbStatus.named(word).filter(status -> status != TcbStatus.REVOKED)
                .orElseThrow(() -> new MalformedException("acceptedStatuses",
                        "names a status that is unknown or never accepted"));
    }

    private Optional<String> text(String name) {
        return member(name, JsonString.class, "text").map(JsonString::getString);
    }

    private boolean flag(String name) {
        JsonValue value = document.get(name);
        if (value != null && value != JsonValue.TRUE && value != JsonValue.FALSE)
            throw new MalformedException(name, "is not true or false");
        return value == JsonValue.TRUE;
    }

    private Optional<Long> whole(String name, long most) {
        return member(name, JsonNumber.class, "a number").map(number -> {
            if (!number.isIntegral() || number.longValue() < 0 || number.longValue() > most)
                throw new MalformedException(name, "is not a whole number from 0 to " + most);
            return number.longValue();
        });
    }

    private Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException refused) {
            throw new MalformedException("minimumTcbDate", "is not an instant such as 2025-03-12T00:00:00Z");
        }
    }

    private <T> Set<T> set(String name, Function<String, T> read, Set<T> otherwise) {
        return member(name, JsonArray.class, "an array").map(array -> {
            Set<T> values = new LinkedHashSet<>();
            for (JsonValue element : array) {
                if (!(element instanceof JsonString word))
                    throw new MalformedException(name, "holds something else than text");
                values.add(read.apply(word.getString()));
            }
            return values;
        }).orElse(otherwise);
    }

    private <T> Optional<T> member(String name, Class<T> kind, String what) {
        JsonValue value = document.get(name);
        if (value != null && !kind.isInstance(value))
            throw new MalformedException(name, "is not " + what);
        return Optional.ofNullable(value).map(kind::cast);
    }
}
