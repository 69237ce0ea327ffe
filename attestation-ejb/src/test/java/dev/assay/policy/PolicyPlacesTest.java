package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import java.util.Random;

class PolicyPlacesTest {
    @Property(tries = 200)
    void everyRuleConditionAndComparisonHasItsPlace(@ForAll("policies") Policy printed) {
        Policy policy = Policy.parse(printed.print());
        List<Rule> rules = rules(policy);
        List<RulePlace> places = PolicyPlaces.of(policy);
        assertEquals(rules.stream().map(PolicyPlacesTest::shape).toList(),
                places.stream().map(PolicyPlacesTest::shape).toList());
        for (int i = 0; i < rules.size(); i++) {
            Position first = places.get(i).conditions().isEmpty()
                    ? places.get(i).action()
                    : places.get(i).conditions().getFirst().at();
            assertEquals(rules.get(i).line(), first.line());
        }
    }

    /** How many comparisons each condition has. */
    private static List<Integer> shape(Rule rule) {
        return rule.conditions().stream().map(condition -> condition.tests().size()).toList();
    }

    private static List<Integer> shape(RulePlace place) {
        return place.conditions().stream().map(condition -> condition.tests().size()).toList();
    }

    @Example
    void commentsStringsAndCallsMislead() {
        RulePlace place = PolicyPlaces.of(Policy.parse("""
                version=1.2; /* { */ authorizationrules { // [ =>
                  c:[type=="]=>;{", value!=AppendString("a,", "b")]
                  && ![valueType=="String"] => ISSUE(type="};", value=AppendString(c.value, ";"));
                };""")).getFirst();
        assertEquals(List.of(new Position(2, 3), new Position(3, 6)),
                place.conditions().stream().map(RulePlace.ConditionPlace::at).toList());
        assertEquals(List.of(new Position(2, 6), new Position(2, 21)), place.conditions().getFirst().tests());
        assertEquals(new Position(3, 32), place.action());
        assertEquals("ISSUE", place.keyword());
    }

    private static List<Rule> rules(Policy policy) {
        return Stream.of(policy.configuration(), policy.authorization(), policy.issuance()).flatMap(List::stream)
                .toList();
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Arbitraries.longs().map(seed -> new RandomPolicies(new Random(seed)).policy());
    }
}
