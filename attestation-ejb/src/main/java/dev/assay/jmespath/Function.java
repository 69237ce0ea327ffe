package dev.assay.jmespath;

import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every function there is (PO-04): those of the specification and {@code equals_ignore_case} (maa-policy §7). All are
 * pure (PO-05).
 */
enum Function {
    // @formatter:off
    ABS(1, Numbers::abs),
    AVG(1, Numbers::avg),
    CEIL(1, Numbers::ceil),
    CONTAINS(2, Collections::contains),
    ENDS_WITH(2, Texts::endsWith),
    EQUALS_IGNORE_CASE(2, Texts::equalsIgnoreCase),
    FLOOR(1, Numbers::floor),
    JOIN(2, Texts::join),
    KEYS(1, Collections::keys),
    LENGTH(1, Collections::length),
    MAP(2, 0, Collections::map),
    MAX(1, Ordering::max),
    MAX_BY(2, 1, Ordering::maxBy),
    MERGE(Collections::merge),
    MIN(1, Ordering::min),
    MIN_BY(2, 1, Ordering::minBy),
    NOT_NULL(Collections::notNull),
    REVERSE(1, Collections::reverse),
    SORT(1, Ordering::sort),
    SORT_BY(2, 1, Ordering::sortBy),
    STARTS_WITH(2, Texts::startsWith),
    SUM(1, Numbers::sum),
    TO_ARRAY(1, Collections::toArray),
    TO_NUMBER(1, Numbers::toNumber),
    TO_STRING(1, Texts::toText),
    TYPE(1, Texts::type),
    VALUES(1, Collections::values);
    // @formatter:on

    /** What a function does with its arguments. */
    interface Body {
        JsonValue apply(Arguments arguments);
    }

    private static final int NO_REFERENCE = -1;
    private static final Map<String, Function> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Function::shown, f -> f));

    private final int count;
    private final boolean orMore;
    private final int reference;
    private final Body body;

    Function(int count, Body body) {
        this(count, NO_REFERENCE, body);
    }

    Function(int count, int reference, Body body) {
        this.count = count;
        this.orMore = false;
        this.reference = reference;
        this.body = body;
    }

    /** One that takes one argument or more. */
    Function(Body body) {
        this.count = 1;
        this.orMore = true;
        this.reference = NO_REFERENCE;
        this.body = body;
    }

    static Optional<Function> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static String names() {
        return Arrays.stream(values()).map(Function::shown).collect(Collectors.joining(", "));
    }

    String shown() {
        return Arguments.lowerCase(this);
    }

    boolean takes(int arguments) {
        return arguments == count || orMore && arguments > count;
    }

    String shownCount() {
        return (count == 1 ? "1 argument" : count + " arguments") + (orMore ? " or more" : "");
    }

    /** Which argument is an expression for the function to apply; −1 where none is. */
    int reference() {
        return reference;
    }

    JsonValue apply(Arguments arguments) {
        return body.apply(arguments);
    }
}
