package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.claims.ClaimValue.Whole;
import dev.assay.policy.trace.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Names what is probably wrong where a comparison fails. Says nothing where it cannot tell. */
final class Hints {
    private static final int MOST_TYPES = 1000;

    private Hints() {}

    /** @param expected what the test compares with; none where a function gives no value */
    static Optional<String> mismatch(PropertyTest test, ClaimValue actual, List<ClaimValue> expected) {
        if (expected.isEmpty())
            return Optional.of("the function gives no value, and no claim equals none");
        ClaimValue wanted = expected.getFirst();
        if (test.operator() == Operator.NOT_EQUAL)
            return Optional.of("the two are equal");
        if (test.property() == Property.ISSUER)
            return Optional.of("the claim is from %s, the condition wants %s".formatted(read(actual), read(wanted)));
        if (!actual.typeName().equals(wanted.typeName()))
            return Optional.of("the claim is %s, the policy compares %s".formatted(kind(actual), kind(wanted)));
        if (test.operator().orders() && !(actual instanceof Whole))
            return Optional.of("only integers have an order");
        return actual instanceof Text(var a) && wanted instanceof Text(var b) ? texts(a, b) : Optional.empty();
    }

    private static Optional<String> texts(String actual, String wanted) {
        if (actual.equalsIgnoreCase(wanted))
            return Optional.of("the two differ in capital and small letters only");
        if (actual.strip().equalsIgnoreCase(wanted.strip()))
            return Optional.of("the two differ in white space at an end only");
        if (!wanted.isEmpty() && actual.startsWith(wanted))
            return Optional.of("the policy's value is only the beginning of the claim's");
        if (!actual.isEmpty() && wanted.startsWith(actual))
            return Optional.of("the claim's value is only the beginning of the policy's");
        return Optional.empty();
    }

    private static String kind(ClaimValue value) {
        return (value instanceof Whole ? "an " : "a ") + value.typeName();
    }

    private static String read(ClaimValue value) {
        return Value.of(value).text();
    }

    /** Where no claim has the type asked for. */
    static String missing(String wanted, List<Claim> claims) {
        String sentence = "there is no claim of type \"%s\"".formatted(Value.shortened(wanted, 160));
        return closest(wanted, claims).map(type -> sentence + (type.equalsIgnoreCase(wanted)
                ? "; types are compared letter by letter, and there is \"%s\"".formatted(type)
                : "; closest: \"%s\"".formatted(type)))
                .orElse(sentence);
    }

    /** The type of some claim that was probably meant. */
    private static Optional<String> closest(String wanted, List<Claim> claims) {
        String core = core(wanted);
        return types(claims).filter(type -> near(core, core(type)))
                .min(Comparator.comparingInt(type -> Spelling.distance(core, core(type))));
    }

    private static Stream<String> types(List<Claim> claims) {
        return claims.stream().limit(MOST_TYPES).map(Claim::type).distinct().filter(type -> type.length() <= 160);
    }

    private static boolean near(String wanted, String type) {
        int distance = Spelling.distance(wanted, type);
        return distance <= Math.max(1, Math.min(wanted.length(), type.length()) / 4)
                || Math.min(wanted.length(), type.length()) >= 5 && (type.endsWith(wanted) || wanted.endsWith(type));
    }

    /** why: the same claim goes by names with and without these prefixes (maa-tokens §4.2). */
    private static String core(String type) {
        String name = (type.startsWith("$") ? type.substring(1) : type).toLowerCase(Locale.ROOT);
        return Stream.of("x-ms-sgx-", "x-ms-attestation-", "x-ms-").filter(name::startsWith).findFirst()
                .map(prefix -> name.substring(prefix.length())).orElse(name);
    }
}
