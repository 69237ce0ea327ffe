package dev.assay.jmespath;

import static dev.assay.jmespath.Searching.search;
import static dev.assay.jmespath.Searching.steps;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.jmespath.Searching.Counter;
import dev.assay.jmespath.Searching.Exhausted;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions made to exhaust: each is refused, or stopped by the meter, with a message or the meter's exception. */
@Tag("PO-04")
class JmesPathLimitsTest {
    private static final String NUMBERS = IntStream.range(0, 1000).mapToObj(i -> String.valueOf((i * 7919) % 1000))
            .collect(Collectors.joining(",", "[", "]"));

    private static String refusal(String expression) {
        return assertThrows(JmesPathException.class, () -> JmesPath.compile(expression)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "!", "[", "{a:", "[?", "abs(", "sort_by(@,&", "a.[", "[*]", "*.", "a.b[*].", "&", "a.",
            "[0]", "a==", "a&&(", "[].", "[0:1]", "[?a]", "(a)."})
    void tenThousandNestingsAreRefusedWithoutOverflow(String opening) {
        refusal(opening.repeat(Math.min(10_000, 16_000 / opening.length())));
        refusal(opening.repeat(Math.min(10_000, 16_000 / opening.length())) + "a");
    }

    @Test
    void theTenThousandParenthesesAreToldTheLimit() {
        String parentheses = "(".repeat(8000) + "a" + ")".repeat(8000);
        assertEquals("The expression is nested deeper than 64. Split it by `|`, or into several expressions.",
                refusal(parentheses));
        assertTrue(refusal("(".repeat(10_000) + "a" + ")".repeat(10_000)).startsWith(
                "A JMESPath expression has at most 16384 characters; this one has 20001."));
    }

    @Test
    void lengthCountsToTheCharacter() {
        assertDoesNotThrow(() -> JmesPath.compile("'" + "x".repeat(16_382) + "'"));
        refusal("'" + "x".repeat(16_383) + "'");
    }

    @Test
    void depthCountsToTheLevel() {
        assertDoesNotThrow(() -> JmesPath.compile("!".repeat(63) + "a"));
        refusal("!".repeat(64) + "a");
        assertDoesNotThrow(() -> JmesPath.compile("a" + ".a".repeat(63)));
        refusal("a" + ".a".repeat(64));
    }

    @Test
    void projectionsCountToTheLast() {
        assertDoesNotThrow(() -> JmesPath.compile("[]" + "|[]".repeat(63)));
        assertTrue(refusal("[]" + "|[]".repeat(64)).startsWith("An expression has at most 64 projections"));
    }

    @Test
    void rowsOfEqualOperatorsNestNothing() {
        String allowList = IntStream.range(0, 500).mapToObj(i -> "@ == '" + i + "'").collect(Collectors.joining("||"));
        assertEquals("true", search(allowList, "\"499\""));
        assertEquals("1", search("@" + "|@".repeat(2000), "1"));
    }

    @Test
    void bracketsInsideTextsOpenNothing() {
        String brackets = "([{".repeat(300);
        assertEquals("\"" + brackets + "\"", search("'" + brackets + "'", "null"));
        assertEquals("\"" + brackets + "\"", search("`\"" + brackets + "\"`", "null"));
        assertEquals("null", search("\"" + brackets + "\"", "null"));
    }

    @Test
    void aLiteralNestedTenThousandDeepIsRefused() {
        refusal("`" + "[".repeat(10_000) + "`");
        refusal("`" + "[".repeat(5_000) + "]".repeat(5_000) + "`");
        refusal("`1e999999999`");
    }

    @Test
    void aLongResultHasNoText() {
        String doubling = "[@,@]" + "|[@,@]".repeat(40);
        var wide = JmesPath.compile(doubling).search(Searching.json("\"xxxxxxxx\""), new Counter(200_000));
        String message = assertThrows(JmesPathException.class, () -> JmesPath.text(wide)).getMessage();
        assertEquals("The expression's result is longer than 1048576 characters. Select less.", message);
    }

    @Test
    void aDeepResultHasNoTextAndEqualsNothing() {
        String nesting = "[@]" + "|[@]".repeat(3000);
        var deep = JmesPath.compile(nesting).search(Searching.json("1"), new Counter(200_000));
        String message = assertThrows(JmesPathException.class, () -> JmesPath.text(deep)).getMessage();
        assertEquals("The expression's result is nested deeper than 128. Select less.", message);
        assertThrows(JmesPathException.class, () -> search(nesting + "|@ == @", "1"));
        assertThrows(JmesPathException.class, () -> search(nesting + "|to_string(@)", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"map(&map(&map(&@, $), $), $)", "$[?$[?$[?@]]]", "sort_by($, &sort_by($, &@)[0])",
            "max_by($, &max($))", "$[*].[map(&sum($), $)]", "$[?contains($, @)][?contains($, @)]",
            "map(&map(&to_string($), $), $)", "map(&join(',', map(&to_string(@), $)), $)",
            "[$,$][]|[@,@][]|[@,@][]|[@,@][]|[@,@][]|[@,@][]|[@,@][]",
            "map(&($ == $), $)", "map(&reverse($), $)", "map(&sort($), $)",
            "$[*].[$[:]]", "$[*].[$[::-1]]"})
    void bombsStopAtTheMeter(String bomb) {
        String list = "`" + NUMBERS + "`";
        JmesPath expression = JmesPath.compile(bomb.replace("$", list));
        assertThrows(Exhausted.class, () -> expression.search(Searching.json(NUMBERS), new Counter(200_000)));
    }

    @Test
    void joinedTextsStopGrowing() {
        String growing = "'" + "x".repeat(1000) + "'" + "|join('',[@,@])".repeat(60);
        assertThrows(JmesPathException.class, () -> search(growing, "null"));
    }

    @Test
    @Tag("PO-02")
    void theMetersExceptionFliesThroughUntouched() {
        Exhausted own = new Exhausted();
        JmesPath expression = JmesPath.compile("sort_by(@, &to_number(to_string(@)))");
        for (int allowed = 0; allowed < 40; allowed++) {
            Counter counter = new Counter(allowed);
            Meter meter = steps -> {
                try {
                    counter.spend(steps);
                } catch (Exhausted exhausted) {
                    throw own;
                }
            };
            assertEquals(own, assertThrows(Exhausted.class,
                    () -> expression.search(Searching.json("[3,2,1,0,5,6,7,8,9,4]"), meter)));
        }
    }

    @Test
    @Tag("PO-02")
    void stepsDependOnExpressionAndDocumentAlone() {
        assertEquals(1, steps("@", NUMBERS));
        assertEquals(1 + 1 + 1000, steps("[*]", NUMBERS));
        assertEquals(1 + 1 + 1001 + 10_001, steps("sort(@)", NUMBERS));
        assertEquals(steps("sort_by(@, &@)|[?@ > `5`]", NUMBERS), steps("sort_by(@, &@)|[?@ > `5`]", NUMBERS));
    }

    @Test
    @Tag("PO-02")
    void moreElementsAndLongerTextsCostMore() {
        String text = "\"" + "x".repeat(6400) + "\"";
        assertTrue(steps("reverse(@)", text) >= 100);
        assertTrue(steps("@ == @", text) >= 100);
        assertTrue(steps("to_string([@])", text) >= 100);
        assertTrue(steps("join(@, ['a', 'b'])", text) >= 100);
        assertTrue(steps("contains(@, 'xxxxy')", text) >= 400);
        assertTrue(steps("sort(@)", "[" + text + "," + text + "]") >= 400);
    }

    @Test
    void aNumbersExponentCannotFillMemory() {
        assertThrows(JmesPathException.class, () -> search("sum(@)", "[1e999999999, 1]"));
        assertThrows(JmesPathException.class, () -> search("ceil(@)", "1e999999999"));
        assertEquals("true", search("@ > `1`", "1e999999999"));
        assertEquals("1E+999999999", search("@", "1e999999999"));
    }
}
