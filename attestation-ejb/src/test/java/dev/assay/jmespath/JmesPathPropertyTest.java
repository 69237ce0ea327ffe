package dev.assay.jmespath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.jmespath.Searching.Counter;
import dev.assay.jmespath.Searching.Exhausted;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Whatever the expression and the document: a value, an error of the expression, or the meter's exception. */
@Tag("PO-04")
class JmesPathPropertyTest {
    private static final List<String> PIECES = List.of("a", "b", "\"a b\"", "@", "[0]", "[-1]", "[*]", "[]", "[?", "]",
            "[", "{", "}", "a:", ".", ".*", "*", "|", "||", "&&", "!", "==", "!=", "<", ">=", "(", ")", ",", "&", "`1`",
            "`\"x\"`", "`[1,[2,3]]`", "`{\"a\":1}`", "'x'", "'", "`", "\"", "\\", "[::2]", "[1:]", "[::-1]", "1", "-",
            "é",
            "\ud834", " ");

    private static final List<String> CALLS = List.of("abs(%s)", "avg(%s)", "ceil(%s)", "contains(%s, %s)",
            "ends_with(%s, %s)", "equals_ignore_case(%s, %s)", "floor(%s)", "join(%s, %s)", "keys(%s)", "length(%s)",
            "map(&%s, %s)", "max(%s)", "max_by(%s, &%s)", "merge(%s, %s)", "min(%s)", "min_by(%s, &%s)",
            "not_null(%s, %s)", "reverse(%s)", "sort(%s)", "sort_by(%s, &%s)", "starts_with(%s, %s)", "sum(%s)",
            "to_array(%s)", "to_number(%s)", "to_string(%s)", "type(%s)", "values(%s)", "%s.a", "%s[0]", "%s[*].a",
            "%s[]", "%s[?%s]", "%s | %s", "%s || %s", "%s && %s", "!(%s)", "(%s) == (%s)", "(%s) < (%s)", "[%s, %s]",
            "{a: %s, b: %s}", "%s.*", "%s[::-1]", "%s[1:3]");

    private static final List<String> LEAVES = List.of("a", "b", "@", "`1`", "`-2.5`", "'x'", "''", "`[1,3,2]`",
            "`[\"b\",\"a\"]`", "`{\"a\":[1,2]}`", "`null`", "`false`");
    private static final List<String> VALUES = List.of("null", "true", "0", "-1.5", "9007199254740993", "\"x\"",
            "\"\"", "[]", "{}", "[1,2,3]", "[\"b\",\"a\"]", "[[1],[2,[3]]]");

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void anyPiecesEndInAValueOrAnError(@ForAll("pieces") String expression, @ForAll long seed) {
        outcome(expression, document(new Random(seed), 3));
    }

    @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
    void anyExpressionEndsTheSameWayTwice(@ForAll long seed) {
        Random random = new Random(seed);
        String expression = expression(random, 4);
        String document = document(random, 3);
        assertEquals(outcome(expression, document), outcome(expression, document));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void anyCharactersEndInAnExpressionOrAnError(@ForAll String expression) {
        outcome(expression, "null");
    }

    /** The result's text and the steps that it took; any other exception than the two fails the test. */
    private static String outcome(String expression, String document) {
        Counter counter = new Counter(2000);
        try {
            return JmesPath.text(JmesPath.compile(expression).search(Searching.json(document), counter)) + " in "
                    + counter.spent();
        } catch (JmesPathException refused) {
            assertFalse(refused.getMessage().isBlank());
            return refused.getMessage() + " at " + refused.position();
        } catch (Exhausted exhausted) {
            return "exhausted";
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(PIECES).list().ofMaxSize(30).map(pieces -> String.join("", pieces));
    }

    private static String expression(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0)
            return any(LEAVES, random);
        return any(CALLS, random).formatted(expression(random, depth - 1), expression(random, depth - 1));
    }

    private static String document(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0)
            return any(VALUES, random);
        String form = random.nextBoolean() ? "[%s,%s,%s]" : "{\"a\":%s,\"b\":%s,\"c\":%s}";
        return form.formatted(document(random, depth - 1), document(random, depth - 1), document(random, depth - 1));
    }

    private static String any(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
