package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each limit holds where it says, and one more is a problem, not a truncation. */
@Tag("PO-01")
class PolicyLimitsTest {
    private static final String HEAD = "version=1.0;authorizationrules{";

    @Test
    void theTextHas512KiBAtMost() {
        String text = HEAD + "};//";
        String full = text + "x".repeat(512 * 1024 - text.length());
        assertEquals(full, Policy.parse(full).text());
        assertRefused("A policy has at most 524288 bytes of UTF-8.", full + "x");
        assertRefused("A policy has at most 524288 bytes of UTF-8.", text + "é".repeat(256 * 1024));
    }

    @Test
    void aPolicyHas2000RulesAtMost() {
        String half = "=>permit();".repeat(1000);
        String policy = HEAD + half + "};issuancerules{" + "=>add(type=\"a\",value=1);".repeat(1000) + "%s};";
        assertEquals(1000, Policy.parse(policy.formatted("")).issuance().size());
        assertRefused("A policy has at most 2000 rules.", policy.formatted("=>add(type=\"a\",value=1);"));
    }

    @Test
    void aRuleHas64ConditionsAtMost() {
        String conditions = String.join("&&", Collections.nCopies(64, "[value==1]"));
        assertEquals(64,
                Policy.parse(HEAD + conditions + "=>permit();};").authorization().getFirst().conditions().size());
        assertRefused("A rule has at most 64 conditions. Split this one.",
                HEAD + conditions + "&&[value==1]=>permit();};");
    }

    @Test
    void aRuleHas10000TokensAtMost() {
        // n tests and the n − 1 commas between them are 4 n − 1 tokens.
        String full = "c:[%s]=>permit();".formatted(tests(2498)); // 9 991 and c : [ ] => permit ( ) ;
        assertEquals(1, Policy.parse(HEAD + full + "};").authorization().size());
        String over = "[%s]=>add(type=\"a\",value=1);".formatted(tests(2497)); // 9 987 and 14 more
        assertRefused("A rule has at most 10000 tokens. Split this one.", HEAD + over + "};");
    }

    @Test
    void callsNest32Deep() {
        String policy = "version=1.2;authorizationrules{=>add(type=\"a\",value=%strue%s);};";
        Policy.parse(policy.formatted("NegateBool(".repeat(32), ")".repeat(32)));
        assertRefused("Calls nest at most 32 deep.",
                policy.formatted("NegateBool(".repeat(33), ")".repeat(33)));
        assertRefused("Calls nest at most 32 deep.", policy.formatted("NegateBool(".repeat(40_000), ""));
    }

    @Test
    void callsSideBySideDoNotNest() {
        String call = "AppendString(%s,\"x\")";
        String two = "AppendString(" + call.formatted("\"a\"") + "," + call.formatted("\"b\"") + ")";
        String rules = ("=>add(type=" + two + ",value=" + two + ");").repeat(40);
        assertEquals(40, Policy.parse("version=1.2;authorizationrules{" + rules + "};").authorization().size());
    }

    private static String tests(int count) {
        return String.join(",", Collections.nCopies(count, "value==1"));
    }

    private static void assertRefused(String message, String text) {
        PolicyParsingException refused = assertThrows(PolicyParsingException.class, () -> Policy.parse(text));
        assertEquals(message, refused.problems().getFirst().message());
        assertEquals(1, refused.problems().size());
    }
}
