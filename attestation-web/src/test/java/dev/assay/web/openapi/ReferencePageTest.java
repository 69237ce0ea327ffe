package dev.assay.web.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** The page people see, and how its text is made. */
class ReferencePageTest {
    private static final String PAGE = Documents.assembled().page();

    @Test
    @Tag("UI-05")
    void isWellFormedAndHasNoScriptAndNoInlineStyle() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.newDocumentBuilder().parse(new InputSource(new StringReader(PAGE)));
        for (String banned : List.of("<script", "<style", " style=", " onclick", "javascript:", "http-equiv", "{{"))
            assertFalse(PAGE.contains(banned), banned);
        assertEquals(List.of(), found("(?:src|href)=\"(https?:[^\"]*|//[^\"]*)\"").toList());
    }

    @Test
    void everyLinkWithinThePageLeadsSomewhereAndNoAnchorIsThereTwice() throws Exception {
        List<String> anchors = found(" id=\"([^\"]+)\"").sorted().toList();
        assertEquals(List.copyOf(new TreeSet<>(anchors)), anchors);
        assertEquals(List.of(), found("href=\"#([^\"]+)\"").filter(target -> !anchors.contains(target)).toList());
    }

    @Test
    void showsEveryCallWithItsRolesAndACallToPaste() {
        assertTrue(PAGE.contains("<span class=\"chip role\">platform-administrator</span>"));
        assertTrue(PAGE.contains("curl -s -X PATCH 'https://assay.example/management/v1/tenants/blue' \\\n"
                + "  -H &quot;Authorization: Bearer $token&quot; \\\n  -H 'If-Match: &quot;1&quot;' \\\n"));
        assertTrue(PAGE.contains("'https://assay.example/attest/SgxEnclave?api-version=2020-10-01'"));
        long operations = found("<article class=\"card\" id=\"([^\"]+)\"").count();
        assertEquals(operations,
                found("<pre tabindex=\"0\" role=\"region\" aria-label=\"Example call\">(curl)").count());
    }

    @Test
    void escapesWhatTheDocumentSays() {
        assertEquals("a &lt;b&gt; &amp; <code>&quot;c&quot;</code>", Html.line("a <b> & `\"c\"`"));
        assertEquals("<p>one</p><ul><li>two</li><li>three</li></ul>", Html.prose("one\n\n- two\n- three"));
    }

    @Test
    void refusesChaptersThatDefineOneThingTwice() {
        Chapters twice = Chapters.of(List.of("{\"schemas\":{\"A\":{}}}", "{\"schemas\":{\"A\":{}}}"));
        assertEquals("two chapters define schemas/A",
                assertThrows(IllegalStateException.class, () -> twice.section("schemas")).getMessage());
    }

    @Test
    void refusesACodeThatNoChapterExplains() {
        ErrorCatalog none = new ErrorCatalog(JsonValue.EMPTY_JSON_OBJECT);
        assertEquals("no chapter describes the code some-code",
                assertThrows(IllegalStateException.class, () -> none.responses(List.of("some-code"))).getMessage());
    }

    @Test
    void sendsBrowsersToThePage() {
        assertTrue(DescriptionServlet.wantsPage("text/html,application/xhtml+xml,*/*;q=0.8"));
        assertFalse(DescriptionServlet.wantsPage("application/json, text/html"));
        assertFalse(DescriptionServlet.wantsPage("*/*"));
        assertFalse(DescriptionServlet.wantsPage(null));
    }

    private static Stream<String> found(String pattern) {
        return Pattern.compile(pattern).matcher(PAGE).results().map(match -> match.group(1));
    }
}
