package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.impact.Window;
import dev.assay.json.StrictJson;
import dev.assay.service.ImpactWish;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A replay as it is asked for. Names match without case; a member that is not known is refused. */
final class ImpactBody {
    private static final Set<String> MEMBERS = Set.of("policy", "policyversion", "last", "from", "to", "seconds",
            "examples");
    private static final int USUAL_LAST = 1_000;
    private static final int USUAL_SECONDS = 60;
    private static final int MOST_SECONDS = 300;
    private static final int USUAL_EXAMPLES = 20;
    private static final int MOST_EXAMPLES = 100;

    private final JsonObject members;

    private ImpactBody(JsonObject members) {
        this.members = members;
        if (!MEMBERS.containsAll(members.keySet()))
            throw new MalformedException("body", "has a member that is not one of "
                    + String.join(", ", MEMBERS.stream().sorted().toList()));
    }

    /** @throws MalformedException naming the member that does not hold */
    static ImpactWish read(Bytes utf8) {
        ImpactBody body = new ImpactBody(StrictJson.request("body", utf8));
        Optional<String> policy = body.text("policy");
        OptionalInt version = body.version();
        if (policy.isPresent() == version.isPresent())
            throw new MalformedException("policy", "and policyVersion: name the draft by one of the two");
        return new ImpactWish(policy, version, body.span(),
                Duration.ofSeconds(body.whole("seconds", 1, MOST_SECONDS).orElse(USUAL_SECONDS)),
                body.whole("examples", 0, MOST_EXAMPLES).orElse(USUAL_EXAMPLES));
    }

    private OptionalInt version() {
        return whole("policyVersion", 0, Integer.MAX_VALUE);
    }

    /** A window without a number is replayed as far as a replay goes. */
    private ImpactWish.Span span() {
        Optional<Instant> from = instant("from");
        Optional<Instant> to = instant("to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get()))
            throw new MalformedException("from", "is not before to");
        int usual = from.isPresent() || to.isPresent() ? Window.MOST : USUAL_LAST;
        return new ImpactWish.Span(whole("last", 1, Window.MOST).orElse(usual), from, to);
    }

    private Optional<String> text(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonString text)
                return text.getString();
            throw new MalformedException(name, "is not a string");
        });
    }

    private Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException refused) {
                throw new MalformedException(name, "is not an instant such as 2026-11-24T12:00:00Z");
            }
        });
    }

    private OptionalInt whole(String name, int from, int to) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty())
            return OptionalInt.empty();
        if (value.get() instanceof JsonNumber number && number.isIntegral()
                && number.bigDecimalValue().compareTo(BigDecimal.valueOf(from)) >= 0
                && number.bigDecimalValue().compareTo(BigDecimal.valueOf(to)) <= 0)
            return OptionalInt.of(number.intValueExact());
        throw new MalformedException(name, "is not a whole number from %d to %d".formatted(from, to));
    }

    private Optional<JsonValue> value(String name) {
        return Optional.ofNullable(members.get(name.toLowerCase(Locale.ROOT)));
    }
}
