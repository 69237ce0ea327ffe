package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import dev.assay.service.ClientPatch;
import dev.assay.service.ClientWish;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A client as the management plane is sent it. Names match without case; a member that is not known is refused. */
final class ClientBody {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final JsonObject members;

    private ClientBody(Bytes utf8, String... known) {
        members = StrictJson.request("body", utf8);
        Set<String> names = Set.of(known);
        if (!members.keySet().stream().allMatch(name -> names.stream().anyMatch(name::equalsIgnoreCase)))
            throw new MalformedException("body", "has a member that is not one of " + String.join(", ", known));
    }

    /** @throws MalformedException naming the member that does not hold */
    static ClientWish wish(Bytes utf8) {
        ClientBody body = new ClientBody(utf8, "name", "roles", "expiresAt");
        String name = body.value("name").map(value -> text("name", value))
                .orElseThrow(() -> new MalformedException("name", "is missing"));
        return new ClientWish(name, body.roles().orElse(List.of()), body.expires().flatMap(end -> end));
    }

    /** @throws MalformedException naming the member that does not hold */
    static ClientPatch patch(Bytes utf8) {
        ClientBody body = new ClientBody(utf8, "roles", "expiresAt", "disabled");
        return new ClientPatch(body.roles(), body.expires(), body.flag("disabled"));
    }

    /** Empty where the body does not say. @throws MalformedException naming the member that does not hold */
    static Optional<Duration> overlap(Bytes utf8) {
        return new ClientBody(utf8, "overlapSeconds").value("overlapSeconds").map(value -> {
            if (value instanceof JsonNumber number && number.isIntegral()
                    && number.bigDecimalValue().abs().compareTo(LONGEST) <= 0)
                return Duration.ofSeconds(number.longValueExact());
            throw new MalformedException("overlapSeconds", "is not a whole number");
        });
    }

    /** False where the body does not say. @throws MalformedException naming the member that does not hold */
    static boolean revoke(Bytes utf8) {
        return new ClientBody(utf8, "revoke").flag("revoke").orElse(false);
    }

    private Optional<List<String>> roles() {
        return value("roles").map(value -> {
            if (value instanceof JsonArray words)
                return words.stream().map(word -> text("roles", word)).distinct().toList();
            throw new MalformedException("roles", "is not an array of strings");
        });
    }

    /** Present and empty where the member is null: never. To the microsecond, as it is kept. */
    private Optional<Optional<Instant>> expires() {
        return value("expiresAt").map(
                value -> value == JsonValue.NULL ? Optional.empty() : Optional.of(instant(text("expiresAt", value))));
    }

    private static Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            if (!instant.isAfter(LATEST))
                return instant;
        } catch (DateTimeException refused) {
            // Said below, as for one too late to be kept.
        }
        throw new MalformedException("expiresAt", "is not an instant as 2027-01-31T12:00:00Z");
    }

    private Optional<Boolean> flag(String name) {
        return value(name).map(value -> {
            if (value == JsonValue.TRUE || value == JsonValue.FALSE)
                return value == JsonValue.TRUE;
            throw new MalformedException(name, "is not true or false");
        });
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonString text)
            return text.getString();
        throw new MalformedException(name, "is not a string");
    }

    private Optional<JsonValue> value(String name) {
        return Optional.ofNullable(members.get(name.toLowerCase(Locale.ROOT)));
    }
}
