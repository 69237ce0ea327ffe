package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Role;
import dev.assay.identity.RoleRule;
import dev.assay.identity.TrustedIssuer;
import dev.assay.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** An issuer as the management plane is sent it. Names match without case; a member that is not known is refused. */
final class IssuerBody {
    private static final Set<String> MEMBERS = Set.of("issuer", "jwksuri", "audiences", "clients", "roles");
    private static final Set<String> RULE = Set.of("claim", "value", "role");

    private final String prefix;
    private final JsonObject members;

    private IssuerBody(String prefix, JsonObject members, Set<String> known) {
        this.prefix = prefix;
        this.members = members;
        if (!known.containsAll(members.keySet()))
            throw new MalformedException(prefix.isEmpty() ? "body" : prefix.substring(0, prefix.length() - 1),
                    "has a member that is not one of " + String.join(", ", known.stream().sorted().toList()));
    }

    /**
     * @throws MalformedException where a member is missing or of another type
     * @throws IllegalArgumentException where its value is not possible
     */
    static TrustedIssuer read(String id, Bytes utf8) {
        IssuerBody body = new IssuerBody("", StrictJson.request("body", utf8), MEMBERS);
        List<RoleRule> roles = body.each("roles", (at, value) -> rule("roles[" + at + "].", value));
        return new TrustedIssuer(id, body.text("issuer"), body.value("jwksUri").map(value -> body.text("jwksUri")),
                new TrustedIssuer.Acceptance(Set.copyOf(body.texts("audiences")), Set.copyOf(body.texts("clients")),
                        roles));
    }

    private static RoleRule rule(String prefix, JsonValue value) {
        if (!(value instanceof JsonObject object))
            throw new MalformedException(prefix.substring(0, prefix.length() - 1), "is not an object");
        IssuerBody rule = new IssuerBody(prefix, object, RULE);
        Role role = Role.named(rule.text("role"))
                .orElseThrow(() -> new IllegalArgumentException(prefix + "role: is no role, as attestation-reader"));
        try {
            return new RoleRule(rule.text("claim"), rule.text("value"), role);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(prefix + refused.getMessage(), refused);
        }
    }

    private List<String> texts(String name) {
        return each(name, (at, value) -> {
            if (value instanceof JsonString text)
                return text.getString();
            throw new MalformedException(name + "[" + at + "]", "is not a string");
        });
    }

    private <T> List<T> each(String name, BiFunction<Integer, JsonValue, T> read) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty())
            return List.of();
        if (!(value.get() instanceof JsonArray array))
            throw new MalformedException(prefix + name, "is not an array");
        return IntStream.range(0, array.size()).mapToObj(at -> read.apply(at, array.get(at))).toList();
    }

    private String text(String name) {
        if (value(name)
                .orElseThrow(() -> new MalformedException(prefix + name, "is missing")) instanceof JsonString text)
            return text.getString();
        throw new MalformedException(prefix + name, "is not a string");
    }

    /** JSON null counts as absent. */
    private Optional<JsonValue> value(String name) {
        return Optional.ofNullable(members.get(name.toLowerCase(Locale.ROOT)))
                .filter(value -> value.getValueType() != JsonValue.ValueType.NULL);
    }
}
