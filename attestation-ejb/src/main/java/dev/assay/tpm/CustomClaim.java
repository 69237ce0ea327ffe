package dev.assay.tpm;

import dev.assay.bytes.MalformedException;
import dev.assay.claims.ClaimValue;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;

/** A claim of the client's own (maa-tpm §2.1): its word, and no one else's. @param name without the service's prefix */
public record CustomClaim(String name, ClaimValue value) {
    static final int MOST = 32;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 4096;

    static CustomClaim read(Fields fields) {
        String name = fields.text("name", LONGEST_NAME).orElseThrow(() -> fields.refuse("name", "is missing"));
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl))
            throw fields.refuse("name", "is blank or holds a control character");
        String type = fields.text("value_type", 16).orElse("string").toLowerCase(Locale.ROOT);
        String text = text(fields);
        return new CustomClaim(name, switch (type) {
            case "string" -> ClaimValue.of(text);
            case "integer" -> ClaimValue.of(whole(fields, text));
            case "boolean" -> ClaimValue.of(flag(fields, text));
            default -> throw fields.refuse("value_type", "is not string, integer or boolean");
        });
    }

    /** Clients send numbers and booleans as text or as themselves. */
    private static String text(Fields fields) {
        JsonValue value = fields.value("value").orElseThrow(() -> fields.refuse("value", "is missing"));
        if (value instanceof JsonString)
            return fields.text("value", LONGEST_VALUE).orElseThrow();
        if (value == JsonValue.TRUE || value == JsonValue.FALSE || value instanceof JsonNumber)
            return value.toString();
        throw fields.refuse("value", "is not text, a number or a boolean");
    }

    private static long whole(Fields fields, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException refused) {
            throw fields.refuse("value", "is not a signed 64-bit integer");
        }
    }

    private static boolean flag(Fields fields, String text) {
        return switch (text) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> throw new MalformedException(fields.path("value"), "is neither true nor false");
        };
    }
}
