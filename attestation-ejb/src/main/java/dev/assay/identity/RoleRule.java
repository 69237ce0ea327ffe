package dev.assay.identity;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gives a role where a claim holds a value: an array of strings that holds it, or a string with it among its words, as
 * {@code scp} has it (RFC 8693 §4.2).
 *
 * @param claim name of a claim; names with dots between them, as {@code realm_access.roles}; or, starting with a slash,
 *     a JSON Pointer (RFC 6901), for names that hold dots
 * @param value compared exactly
 * @param role never the platform administrator's: no tenant can give that
 */
public record RoleRule(String claim, String value, Role role) {
    private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]{1,256}");

    /** @throws IllegalArgumentException naming the member that does not hold */
    public RoleRule {
        if (!TEXT.matcher(claim).matches() || names(claim).stream().anyMatch(String::isEmpty))
            throw new IllegalArgumentException(
                    "claim: is no path of 1 to 256 printable characters, as realm_access.roles");
        if (!TEXT.matcher(value).matches())
            throw new IllegalArgumentException("value: is not 1 to 256 printable characters without spaces");
        if (role == Role.PLATFORM_ADMINISTRATOR)
            throw new IllegalArgumentException("role: is not a tenant's to give");
    }

    private static List<String> names(String claim) {
        return claim.startsWith("/")
                ? Arrays.stream(claim.substring(1).split("/", -1))
                        .map(name -> name.replace("~1", "/").replace("~0", "~")).toList()
                : List.of(claim.split("\\.", -1));
    }

    boolean gives(JsonObject claims) {
        JsonValue found = claims;
        for (String name : names(claim)) {
            if (!(found instanceof JsonObject object))
                return false;
            found = object.get(name);
        }
        return switch (found) {
            case JsonArray values -> values.stream().anyMatch(this::matches);
            case JsonString words -> List.of(words.getString().split(" ")).contains(value);
            case null, default -> false;
        };
    }

    private boolean matches(JsonValue element) {
        return element instanceof JsonString text && text.getString().equals(value);
    }
}
