package dev.assay.jmespath;

import static dev.assay.jmespath.Searching.search;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialect of policies, where maa-policy §7 says more than the official cases do. */
class JmesPathTest {
    private static final String EVENTS = """
            [{"EventTypeString":"EV_A","PcrIndex":13,"ProcessedData":{"EncodedEvents":[{"Name":"Boot","Value":1}]}},
             {"EventTypeString":"EV_B","PcrIndex":12},
             {"EventTypeString":"ev_a","PcrIndex":9007199254740993}]""";

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            @[0].PcrIndex                                        ~ 13
            [-1].EventTypeString                                 ~ "ev_a"
            [*].PcrIndex | @[? @ < `13`]                         ~ [12]
            @[?EventTypeString == 'EV_A'].PcrIndex               ~ [13]
            length(@)                                            ~ 3
            [].ProcessedData.EncodedEvents[].Name                ~ ["Boot"]
            @[0].{a:EventTypeString, b:Missing}                  ~ {"a":"EV_A","b":null}
            [1:].PcrIndex                                        ~ [12,9007199254740993]
            [::-1].PcrIndex                                      ~ [9007199254740993,12,13]
            [*].Missing                                          ~ []
            sort_by(@, &PcrIndex)[*].PcrIndex                    ~ [12,13,9007199254740993]
            map(&PcrIndex, @)                                    ~ [13,12,9007199254740993]
            """)
    void selectsFromEvents(String expression, String expected) {
        assertEquals(expected, search(expression, EVENTS));
    }

    @Test
    void andGivesItsLastOperand() {
        assertEquals("{\"a\":1}", search("length(@) == `1` && @[0]", "[{\"a\":1}]"));
        assertEquals("false", search("length(@) == `1` && @[0]", "[]"));
        assertEquals("0", search("`1` && `2` && `0`", "null"));
        assertEquals("[]", search("`1` && `[]` && `2`", "null"));
    }

    @Test
    void pipeBindsLoosestSoThatAMismatchGivesNullMembers() {
        assertEquals("{\"a\":null}", search("length(@) == `1` && @[0] | @.{a:a}", "[{\"a\":1},{\"a\":2}]"));
    }

    @Test
    void rawStringsKeepBackslashes() {
        assertEquals("true", search("@ == '\\windows\\system32\\x'", "\"\\\\windows\\\\system32\\\\x\""));
        assertEquals("\"it's\"", search("'it\\'s'", "null"));
    }

    @Test
    void aBareNullIsAFieldsName() {
        assertEquals("null", search("null", "{}"));
        assertEquals("7", search("null", "{\"null\":7}"));
        assertEquals("true", search("a == null", "{}"));
    }

    @Test
    void aBareNumberIsRefusedWithWhatToWrite() {
        var refused = assertThrows(JmesPathException.class, () -> JmesPath.compile("PcrIndex == 20"));
        assertEquals("A bare number is no expression. Write it between backticks: `20`.", refused.getMessage());
        assertEquals(12, refused.position());
    }

    @Test
    @Tag("PO-07")
    void integersAreExactBeyondDoubles() {
        assertEquals("false", search("`9007199254740993` == `9007199254740992`", "null"));
        assertEquals("true", search("@ > `9223372036854775806`", "9223372036854775807"));
        assertEquals("9223372036854775808", search("sum(`[9223372036854775807, 1]`)", "null"));
        assertEquals("true", search("`1` == `1.0`", "null"));
        assertEquals("true", search("`{\"a\":[1,{\"b\":2}]}` == `{\"a\":[1.0,{\"b\":2e0}]}`", "null"));
        assertEquals("false", search("`1` == '1'", "null"));
    }

    @Test
    @Tag("PO-07")
    void equalsIgnoreCaseFoldsLatinLettersAlone() {
        assertEquals("true", search("equals_ignore_case('AbZ-9', 'aBz-9')", "null"));
        assertEquals("false", search("equals_ignore_case('\u017f', 's')", "null"));
        assertEquals("false", search("equals_ignore_case('\u212a', 'k')", "null"));
        assertEquals("false", search("equals_ignore_case('\u00c4', '\u00e4')", "null"));
        assertEquals("false", search("equals_ignore_case('a', 'ab')", "null"));
    }

    @Test
    void equalsIgnoreCaseTakesStringsAlone() {
        var refused = assertThrows(JmesPathException.class, () -> search("equals_ignore_case('a', `1`)", "null"));
        assertEquals("In equals_ignore_case, argument 2 is a number, where a string is expected.",
                refused.getMessage());
        assertThrows(JmesPathException.class, () -> search("equals_ignore_case(missing, 'a')", "{}"));
        assertThrows(JmesPathException.class, () -> JmesPath.compile("equals_ignore_case('a')"));
    }

    @Test
    void lengthOfNullIsAnError() {
        var refused = assertThrows(JmesPathException.class, () -> search("length(Missing)", "{}"));
        assertEquals("In length, argument 1 is null, where a list, an object or a string is expected.",
                refused.getMessage());
        assertEquals(0, refused.position());
    }

    @Test
    void stringsAreCodePoints() {
        assertEquals("1", search("length('\ud834\udd1e')", "null"));
        assertEquals("\"b\ud834\udd1ea\"", search("reverse('a\ud834\udd1eb')", "null"));
        assertEquals("[\"\ufffd\",\"\ud834\udd1e\"]", search("sort(@)", "[\"\ud834\udd1e\",\"\ufffd\"]"));
    }

    @Test
    void equalElementsStayInOrder() {
        String people = "[{\"k\":2,\"n\":1},{\"k\":1,\"n\":2},{\"k\":2,\"n\":3},{\"k\":1,\"n\":4}]";
        assertEquals("[2,4,1,3]", search("sort_by(@, &k)[].n", people));
        assertEquals("1", search("max_by(@, &k).n", people));
        assertEquals("2", search("min_by(@, &k).n", people));
    }

    @Test
    void wholeResultsAreIntegers() {
        assertEquals("1", search("sum(`[0.5, 0.5]`)", "null"));
        assertEquals("2", search("avg(`[1, 3]`)", "null"));
        assertEquals("100", search("ceil(`99.5`)", "null"));
        assertEquals("100", search("`1e2`", "null"));
    }

    @Test
    void toNumberTakesJsonNumbersAlone() {
        assertEquals("-12.5", search("to_number('-12.5')", "null"));
        for (String no : new String[]{"", " 1", "1 ", "0x1", "01", "1,2", "NaN", "1e999999999", "٣"})
            assertEquals("null", search("to_number('" + no + "')", "null"), no);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "`foo`", "`1,2`", "`1}`", "`{\"a\":1,\"a\":2}`", "foo = 'a'", "\"a", "'a", "`1",
            "&foo", "sort_by(@, name)", "map(name, @)", "abs(&a)", "a.b.", "[1,]", "[ ]", "{a:b,}", "abs(a,)",
            "[99999999999]", "[::0]", "a-b", "#", "é", "exec('id')", "regex_match('a', 'b')", "Length(@)", "a b"})
    void refuses(String expression) {
        assertThrows(JmesPathException.class, () -> JmesPath.compile(expression));
    }

    @Test
    void anUnknownFunctionIsAnsweredWithThoseThereAre() {
        String message = assertThrows(JmesPathException.class, () -> JmesPath.compile("matches(@)")).getMessage();
        assertTrue(message.startsWith("There is no function `matches`. Use one of abs, avg, "), message);
        assertTrue(message.contains("equals_ignore_case"), message);
    }

    @Test
    void textIsCompactAndEscapesWhatItMust() {
        assertEquals("{\"b\":[1,true,null],\"a\\n\":\"\\\"\\\\\\u0001é\"}",
                search("@", "{ \"b\" : [ 1 , true , null ], \"a\\n\" : \"\\\"\\\\\\u0001\u00e9\" }"));
    }
}
