package dev.assay.measuredboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.lint.Lint;
import dev.assay.lint.Report;
import dev.assay.lint.Vocabularies;
import dev.assay.lint.Warning;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplePoliciesTest {
    /** A claim made under a name, or the service's own that is copied. */
    private static final Pattern ISSUED = Pattern
            .compile("issue\\(type=\"([^\"]+)\"|type==\"([^\"]+)\", issuer==\"AttestationService\"] => issue\\(claim=");

    @ParameterizedTest
    @ValueSource(strings = {"windows-1.1.policy", "windows-1.2.policy", "linux-1.2.policy"})
    void nothingIsWrongOrUnlikelyInTheText(String name) {
        Report report = Lint.check(Vocabularies.named("Tpm").orElseThrow(), SamplePolicies.text(name));
        assertEquals(List.of(), report.errors());
        assertEquals(List.of(), report.warnings().stream().map(SamplePoliciesTest::shown).toList());
    }

    /** The page names every claim that a sample issues. */
    @ParameterizedTest
    @ValueSource(strings = {"windows-1.1.policy", "windows-1.2.policy", "linux-1.2.policy"})
    void everyClaimIsExplainedOnThePage(String name) {
        String page = SamplePolicies.text("README.md");
        List<String> issued = ISSUED.matcher(SamplePolicies.text(name)).results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1)).distinct().toList();
        assertFalse(issued.isEmpty());
        assertEquals(List.of(), issued.stream().filter(claim -> !page.contains("`" + claim + "`")).toList());
    }

    private static String shown(Warning warning) {
        return warning.line() + ": " + warning.code() + ": " + warning.message();
    }
}
