package dev.assay.jmespath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The official compliance cases, as a library's archive of tests carries them; each says what it demands. */
@Tag("PO-04")
class ComplianceTest {
    private static final List<String> FEATURES = List.of("basic", "benchmarks", "boolean", "current", "escape",
            "filters", "functions", "identifiers", "indices", "literal", "multiselect", "pipe", "slice", "syntax",
            "unicode", "wildcard");

    /** Benchmarks, by their comment, that are refused on purpose, and why. */
    private static final Map<String, String> REFUSED = Map.of("lots of summing",
            "sum takes one argument: here an error of the expression, in the specification one of its evaluation",
            "deep projection 104", "104 projections inside each other are more than the limit of 64 (PO-04)",
            "filter projection", "foo[bar > baz] is no filter; the cases of syntax.json refuse it as well");

    private static final Steps FREE = new Steps(steps -> {});

    private record Case(String feature, JsonValue given, JsonObject text) {
        String expression() {
            return text.getString("expression");
        }

        String name() {
            return feature + ": " + expression();
        }

        JsonValue answer() {
            return JmesPath.compile(expression()).search(given, steps -> {});
        }

        boolean isRefused() {
            return feature.equals("benchmarks") && REFUSED.containsKey(text.getString("comment"));
        }

        void check() {
            if (isRefused() || text.containsKey("error")) {
                assertThrows(JmesPathException.class, this::answer);
            } else {
                JsonValue answer = answer();
                JsonValue expected = text.getOrDefault("result", answer);
                assertTrue(Values.equal(expected, answer, FREE), () -> "answers " + answer + ", not " + expected);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheOfficialCaseDemands() {
        return cases().map(each -> DynamicTest.dynamicTest(each.name(), each::check));
    }

    @Test
    void everyRefusalIsOfACaseThatIsThere() {
        assertEquals(REFUSED.size(), cases().filter(Case::isRefused).count());
    }

    @Test
    void everyOfficialCaseIsThere() {
        assertEquals(873, cases().count());
    }

    private static Stream<Case> cases() {
        return FEATURES.stream()
                .flatMap(feature -> suites(feature).flatMap(suite -> suite.getJsonArray("cases").stream()
                        .map(text -> new Case(feature, suite.get("given"), text.asJsonObject()))));
    }

    private static Stream<JsonObject> suites(String feature) {
        try (var in = ComplianceTest.class.getResourceAsStream("/jmespath.test/tests/" + feature + ".json");
                var reader = Json.createReader(in)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
