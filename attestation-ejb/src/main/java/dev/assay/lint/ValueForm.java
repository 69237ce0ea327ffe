package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Flag;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.claims.ClaimValue.Whole;
import dev.assay.policy.Operator;
import java.util.Set;
import java.util.regex.Pattern;

/** What values a claim can have. */
sealed interface ValueForm {
    Pattern JSON_START = Pattern.compile("\\s*(?:[\\[{\"]|(?:true|false|null|-?[0-9][0-9.eE+-]*)\\s*$)");

    record Anything() implements ValueForm {}

    record Exactly(ClaimValue value) implements ValueForm {}

    record Flags() implements ValueForm {}

    /** Both ends included. */
    record Wholes(long least, long most) implements ValueForm {}

    record Texts() implements ValueForm {}

    /** The text of a JSON value, as JmesPath makes it: a string has its quotes (maa-policy §7). */
    record JsonTexts() implements ValueForm {}

    /** Lower-case hexadecimal. */
    record Hex(int digits) implements ValueForm {
        boolean has(String text) {
            return text.length() == digits && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        }
    }

    record OneOf(Set<String> texts) implements ValueForm {}

    /** Whether a comparison of such a value with a literal holds. */
    default Tri compare(Operator operator, ClaimValue literal) {
        return switch (this) {
            case Anything() -> Tri.MAYBE;
            case Exactly(var value) -> Tri.of(operator.holds(value, literal));
            case Flags() -> known(operator, literal instanceof Flag);
            case Wholes(var least, var most) -> literal instanceof Whole(long number)
                    ? new Interval(least, most).compare(operator, number)
                    : known(operator, false);
            case Texts() -> known(operator, literal instanceof Text);
            case JsonTexts() -> known(operator, literal instanceof Text(var text)
                    && JSON_START.matcher(text).lookingAt());
            case Hex hex -> known(operator, literal instanceof Text(var text) && hex.has(text));
            case OneOf(var texts) -> known(operator, literal instanceof Text(var text) && texts.contains(text));
        };
    }

    private static Tri known(Operator operator, boolean canBeEqual) {
        if (canBeEqual)
            return Tri.MAYBE;
        return Tri.of(operator == Operator.NOT_EQUAL);
    }

    /** The name the language gives the values' type; empty where they can have several. */
    default String typeName() {
        return switch (this) {
            case Anything() -> "";
            case Exactly(var value) -> value.typeName();
            case Flags() -> "Boolean";
            case Wholes wholes -> "Integer";
            case Texts() -> "String";
            case JsonTexts() -> "String";
            case Hex hex -> "String";
            case OneOf texts -> "String";
        };
    }
}
