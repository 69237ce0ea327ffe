package dev.assay.policy;

import dev.assay.claims.ClaimValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The functions of policy version 1.2 (maa-policy §7). The list is closed (PO-04), and their names' case counts. */
public enum PolicyFunction {
    JMES_PATH("JmesPath", "String", Argument.FILLED_TEXT, Argument.FILLED_TEXT),
    JSON_TO_CLAIM_VALUE("JsonToClaimValue", "", Argument.TEXT),
    IS_SUBSET_OF("IsSubsetOf", "Boolean", Argument.SET, Argument.SET),
    APPEND_STRING("AppendString", "String", Argument.TEXT, Argument.TEXT),
    NEGATE_BOOL("NegateBool", "Boolean", Argument.FLAG),
    CONTAINS_ONLY_VALUE("ContainsOnlyValue", "Boolean", Argument.SET, Argument.ANY);

    /** What a function takes in one place; a {@code SET} is all values of an expression at once, the rest one each. */
    enum Argument {
        TEXT("a string", "String"),
        FILLED_TEXT("a string of at least one character", "String"),
        FLAG("`true` or `false`", "Boolean"),
        ANY("a value", ""),
        SET("a set of values", "");

        private final String words;
        private final String typeName;

        Argument(String words, String typeName) {
            this.words = words;
            this.typeName = typeName;
        }

        String words() {
            return words;
        }

        boolean takes(ClaimValue value) {
            return (typeName.isEmpty() || typeName.equals(value.typeName()))
                    && (this != FILLED_TEXT || !value.equals(ClaimValue.of("")));
        }
    }

    private final String written;
    private final String resultType;
    private final List<Argument> arguments;

    PolicyFunction(String written, String resultType, Argument... arguments) {
        this.written = written;
        this.resultType = resultType;
        this.arguments = List.of(arguments);
    }

    public String written() {
        return written;
    }

    List<Argument> arguments() {
        return arguments;
    }

    /** The value type of every result; empty where it depends on the argument. */
    public Optional<String> resultType() {
        return Optional.of(resultType).filter(type -> !type.isEmpty());
    }

    static Optional<PolicyFunction> named(String name) {
        return Arrays.stream(values()).filter(function -> function.written.equals(name)).findFirst();
    }

    /** The function most likely meant by a name that is none: another case, or a letter or three amiss. */
    static Optional<PolicyFunction> meantBy(String name) {
        return Arrays.stream(values()).filter(function -> Spelling.distance(function.written, name) <= 3)
                .min((a, b) -> Spelling.distance(a.written, name) - Spelling.distance(b.written, name));
    }

    static String all() {
        return Arrays.stream(values()).map(PolicyFunction::written).collect(Collectors.joining("`, `", "`", "`"));
    }
}
