package dev.assay.measuredboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.lint.Lint;
import dev.assay.lint.Report;
import dev.assay.lint.Vocabularies;
import dev.assay.lint.Warning;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplePoliciesTest {
    @ParameterizedTest
    @ValueSource(strings = {"windows-1.1.policy", "windows-1.2.policy", "linux-1.2.policy"})
    void nothingIsWrongOrUnlikelyInTheText(String name) {
        Report report = Lint.check(Vocabularies.named("Tpm").orElseThrow(), SamplePolicies.text(name));
        assertEquals(List.of(), report.errors());
        assertEquals(List.of(), report.warnings().stream().map(SamplePoliciesTest::shown).toList());
    }

    private static String shown(Warning warning) {
        return warning.line() + ": " + warning.code() + ": " + warning.message();
    }
}
