package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Flag;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.policy.Operator;
import dev.assay.policy.Property;
import dev.assay.policy.PropertyTest;
import dev.assay.policy.Spelling;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Why a claim's value never passes a comparison with a literal. @param place the comparison's, from 0 */
record ValueDiagnosis(Shape shape, PropertyTest test, int place) {
    Diagnosis diagnosis() {
        ClaimValue literal = Tests.literal(test).orElseThrow();
        if (test.property() != Property.VALUE)
            return never("never-matches", "has another %s".formatted(test.property().keyword()),
                    "Leave the comparison out, or correct it.");
        String held = shape.value().form().typeName();
        if (!held.equals(literal.typeName()))
            return wrongType(held, literal);
        return switch (shape.value().form()) {
            case ValueForm.Hex(int digits) -> hex(((Text) literal).value(), digits);
            case ValueForm.Wholes(long least, long most) -> never("value-out-of-range",
                    "is from %d to %d".formatted(least, most), "Compare with an integer in this range.");
            case ValueForm.JsonTexts() -> jsonText(((Text) literal).value());
            case ValueForm.OneOf(Set<String> texts) -> never("value-not-possible",
                    "is none but " + String.join(", ", texts.stream().sorted().toList()),
                    "Write %s.".formatted(Wording.quoted(nearest(((Text) literal).value(), texts))));
            case ValueForm.Exactly(ClaimValue value) -> never("value-not-possible", "is always " + Wording.of(value),
                    "Compare with this value, or leave the rule out.");
            case ValueForm.Anything() -> plain();
            case ValueForm.Flags() -> plain();
            case ValueForm.Texts() -> plain();
        };
    }

    private Diagnosis plain() {
        return never("never-matches", "never has such a value", "Correct the comparison.");
    }

    private Diagnosis wrongType(String held, ClaimValue literal) {
        boolean json = shape.value().form() instanceof ValueForm.JsonTexts;
        return never("wrong-value-type",
                "is %s, and this compares with %s: values of different types are never equal and have no order"
                        .formatted(Wording.article(held), Wording.article(literal.typeName())),
                json
                        ? "Convert what JmesPath gives: value=JsonToClaimValue(JmesPath(…))."
                        : retyped(held, literal));
    }

    private String retyped(String held, ClaimValue literal) {
        boolean quoted = literal instanceof Text(var text)
                && (held.equals("Integer") && text.matches("-?[0-9]{1,18}")
                        || held.equals("Boolean") && text.matches("true|false"));
        if (quoted)
            return "Write value%s%s, without quotes.".formatted(test.operator().symbol(), ((Text) literal).value());
        return held.equals("String") && !(literal instanceof Flag)
                ? "Write value==\"%s\", in quotes.".formatted(Wording.of(literal))
                : "Compare with %s.".formatted(Wording.article(held));
    }

    private Diagnosis hex(String text, int digits) {
        String bare = text.toLowerCase(Locale.ROOT).replaceFirst("^0x", "").replaceAll("[: -]", "");
        boolean same = bare.length() == digits && bare.chars().allMatch(HexFormat::isHexDigit);
        return same
                ? never("hex-spelling", "is %d hexadecimal digits in lower case, without prefix or separators"
                        .formatted(digits), "Write \"%s\".".formatted(bare))
                : never("hex-length", "is %d hexadecimal digits; this text has %d characters"
                        .formatted(digits, text.codePointCount(0, text.length())),
                        "Write the whole value in lower-case hexadecimal, %d digits.".formatted(digits));
    }

    private Diagnosis jsonText(String text) {
        return never("json-text-compared",
                "is JSON text as JmesPath gives it, in which a string keeps its quotes, so that %s never equals it"
                        .formatted(Wording.quoted(text)),
                "Make the claim with JsonToClaimValue(JmesPath(…)), or compare with \"\\\"%s\\\"\".".formatted(text));
    }

    private static String nearest(String text, Set<String> texts) {
        return texts.stream().min(Comparator.comparingInt((String one) -> Spelling.distance(one, text))
                .thenComparing(Comparator.naturalOrder())).orElseThrow();
    }

    private Diagnosis never(String code, String fact, String suggestion) {
        String name = shape.type().isEmpty() ? "The claim" : "The claim " + Wording.quoted(shape.type());
        String end = test.operator() == Operator.NOT_EQUAL
                ? "."
                : ", so `value%s%s` never holds.".formatted(
                        test.operator().symbol(), Wording.of(Tests.literal(test).orElseThrow()));
        return new Diagnosis(code, place, "%s %s%s".formatted(name, fact, end), suggestion);
    }
}
