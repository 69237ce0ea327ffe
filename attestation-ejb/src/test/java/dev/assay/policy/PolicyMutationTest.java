package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.claims.ClaimSet;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Whatever the text, it is a policy or refused with problems that lie in it; a policy is decided. */
@Tag("PO-05")
class PolicyMutationTest {
    private static final List<String> FRAGMENTS = List.of("\"", "\\", "/*", "*/", "//", "\n", "\r\n", "{", "}", "[",
            "]",
            "(", ")", ";", ",", ":", ".", "=", "==", "=>", "=~", "!", "!=", "<", ">=", "&&", "&", "||", "|", "-", "1",
            "99999999999999999999", "true", "c", "c.value", "claim=c", "type", "value", "issuer", "permit()", "deny",
            "issue", "version=1.1;", "configurationrules{", "authorizationrules{", "issuancerules{", "f(", "\u201c",
            "\ufeff", "\0", "\ud83d\ude00", "\ud800", "'");

    @Property(tries = 3000)
    void mutatedPoliciesAreReadOrRefused(@ForAll("mutated") String text) {
        readOrRefuse(text);
    }

    @Property(tries = 2000)
    void anyFragmentsAreReadOrRefused(@ForAll("fragments") String text) {
        readOrRefuse(text);
        readOrRefuse("version=1.1;authorizationrules{" + text + "};");
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll String text) {
        readOrRefuse(text);
    }

    private static void readOrRefuse(String text) {
        Policy policy;
        try {
            policy = Policy.parse(text);
        } catch (PolicyParsingException refused) {
            assertFalse(refused.problems().isEmpty());
            refused.problems().forEach(problem -> assertLiesIn(text, problem));
            return;
        }
        assertEquals(text, policy.text());
        PolicyEngineTest.decide(policy, ClaimSet.EMPTY);
        PolicyEngineTest.decide(policy, ClaimNotation.claims("a=1", "a=2", "m=\"x\"", "svn=3", "dbg=true"));
    }

    private static void assertLiesIn(String text, Problem problem) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        String line = lines[problem.line() - 1];
        assertFalse(problem.column() < 1 || problem.column() > line.length() + 1, problem::toString);
    }

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(40).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> mutated() throws IOException {
        List<String> policies = PolicyCase.all().stream().filter(PolicyCase::isOfThisRelease).map(PolicyCase::policy)
                .toList();
        Arbitrary<Mutation> mutation = Combinators.combine(Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 5), Arbitraries.of(FRAGMENTS)).as(Mutation::new);
        return Combinators.combine(Arbitraries.of(policies), mutation.list().ofMinSize(1).ofMaxSize(6))
                .as((policy, mutations) -> {
                    String text = policy;
                    for (Mutation each : mutations) {
                        text = each.of(text);
                    }
                    return text;
                });
    }

    /** Puts a fragment in the place of a few characters. */
    private record Mutation(double where, int removed, String inserted) {
        String of(String text) {
            int from = (int) (where * text.length());
            return text.substring(0, from) + inserted + text.substring(Math.min(text.length(), from + removed));
        }
    }
}
