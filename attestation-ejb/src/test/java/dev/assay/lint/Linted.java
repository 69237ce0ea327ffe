package dev.assay.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** Checks policies in short forms, for tests. */
final class Linted {
    private Linted() {}

    /** Every warning as {@code code line:column}, without those about issuers and open permits. */
    static List<String> codes(String evidence, String text) {
        return all(evidence, text).stream()
                .filter(warning -> !List.of("no-issuer", "permits-everything").contains(warning.code()))
                .map(warning -> "%s %d:%d".formatted(warning.code(), warning.line(), warning.column())).toList();
    }

    static List<Warning> all(String evidence, String text) {
        Report report = Lint.check(Vocabularies.named(evidence).orElseThrow(), text);
        assertEquals(List.of(), report.errors());
        return report.warnings();
    }

    /** The only one with this code. */
    static Warning one(String evidence, String text, String code) {
        List<Warning> found = all(evidence, text).stream().filter(warning -> warning.code().equals(code)).toList();
        assertEquals(1, found.size(), () -> code + " in " + all(evidence, text));
        return found.getFirst();
    }

    static void assertSays(String part, String message) {
        assertTrue(message.contains(part), message);
    }

    /** An SGX policy that permits where the conditions hold. */
    static String permitting(String conditions) {
        return "version=1.2; authorizationrules {\n" + conditions + " => permit(); };";
    }
}
