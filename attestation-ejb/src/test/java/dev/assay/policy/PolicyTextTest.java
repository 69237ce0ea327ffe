package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Printing loses nothing but comments, blanks and lines. */
class PolicyTextTest {
    @Property(tries = 3000)
    void whatIsPrintedIsReadAsItWas(@ForAll("policies") Policy policy) {
        Policy again = Policy.parse(policy.print());
        assertEquals(rules(policy), rules(again), policy::print);
        assertEquals(policy.version(), again.version());
        assertEquals(policy.print(), again.print());
    }

    @Example
    void everyCaseIsReadAsItWas() throws IOException {
        List<Policy> policies = PolicyCase.all().stream().filter(one -> !one.one("then").startsWith("refused"))
                .map(one -> Policy.parse(one.policy())).toList();
        policies.forEach(this::whatIsPrintedIsReadAsItWas);
    }

    @Example
    void printsOneRuleALineAndALongOneOverSeveral() {
        Policy policy = Policy.parse("""
                version = 1.2; // a comment
                ConfigurationRules{};authorizationrules{=>PERMIT( ) ;
                c : [ Type == "a\\\\\\"" , value>=-9223372036854775808]&&![ value!=c.value ]=>add ( claim = c );};
                issuancerules{[type=="a long type so that the line is long"] && [type=="another long type"] =>
                issue(value=AppendString("a", JmesPath("{}", "a")),type="r");}""");
        assertEquals("""
                version=1.2;
                authorizationrules {
                    => permit();
                    c:[type=="a\\\\\\"", value>=-9223372036854775808] && ![value!=c.value] => add(claim=c);
                };
                issuancerules {
                    [type=="a long type so that the line is long"] &&
                    [type=="another long type"]
                        => issue(type="r", value=AppendString("a", JmesPath("{}", "a")));
                };
                """, policy.print());
    }

    private static List<Object> rules(Policy policy) {
        return Stream.of(policy.configuration(), policy.authorization(), policy.issuance()).flatMap(List::stream)
                .map(rule -> (Object) List.of(rule.section(), rule.number(), rule.conditions(), rule.action()))
                .toList();
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Arbitraries.longs().map(seed -> new RandomPolicies(new Random(seed)).policy());
    }
}
