package dev.assay.policy.trace;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Flag;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.claims.ClaimValue.Whole;

/**
 * A value for reading.
 *
 * @param text without quotes, of at most 160 characters
 * @param type {@code Boolean}, {@code Integer} or {@code String}
 * @param length characters of the whole value
 */
public record Value(String text, String type, int length) {
    private static final int LONGEST = 160;

    public static Value of(ClaimValue value) {
        String whole = switch (value) {
            case Flag(boolean flag) -> String.valueOf(flag);
            case Whole(long number) -> String.valueOf(number);
            case Text(String text) -> text;
        };
        return new Value(shortened(whole, LONGEST), value.typeName(), whole.length());
    }

    /** Whether the text is not the whole value. */
    public boolean cut() {
        return text.length() < length;
    }

    /** The text, or its beginning; never half of a character. */
    public static String shortened(String text, int longest) {
        if (text.length() <= longest)
            return text;
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    /** As a policy writes it; an ellipsis behind a shortened string. */
    @Override
    public String toString() {
        return type.equals("String") ? "\"" + text + (cut() ? "…" : "") + "\"" : text;
    }
}
