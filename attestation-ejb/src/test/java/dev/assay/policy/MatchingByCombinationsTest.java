package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import dev.assay.policy.ClaimTemplate.Made;
import dev.assay.policy.Expression.Call;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Expression.PropertyReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;

/**
 * The view of sets and the view of combinations agree (maa-policy §4.1): what a rule issues is what it would issue if each
 * way to choose one claim for each condition were tried by itself, joins and negation included.
 */
class MatchingByCombinationsTest {
    private static final List<String> TYPES = List.of("a", "b");

    @net.jqwik.api.Property(tries = 2000)
    void aRuleIssuesWhatItsCombinationsIssue(@ForAll long seed) {
        Random random = new Random(seed);
        List<Claim> claims = IntStream.range(0, random.nextInt(6)).mapToObj(i -> claim(random)).toList();
        List<Condition> conditions = conditions(random);
        List<Map<String, Claim>> ways = new ArrayList<>();
        choose(conditions, claims, new HashMap<>(), ways);
        List<String> names = conditions.stream().filter(one -> !one.negated()).map(Condition::identifier).toList();
        String type = names.get(random.nextInt(names.size()));
        String value = names.get(random.nextInt(names.size()));

        Set<ClaimValue> each = new HashSet<>();
        ways.forEach(way -> each.add(
                ClaimValue.of(way.get(type).type() + ((ClaimValue.Text) way.get(value).value()).value())));
        assertEquals(each, issued(conditions, claims, new Call(PolicyFunction.APPEND_STRING,
                List.of(reference(type, Property.TYPE),
                        reference(value, Property.VALUE)))));

        Set<ClaimValue> whole = new HashSet<>();
        ways.forEach(way -> whole.add(way.get(value).value()));
        Set<ClaimValue> only = ways.isEmpty()
                ? Set.of()
                : Set.of(ClaimValue.of(whole.equals(Set.of(ClaimValue.of("1")))));
        assertEquals(only, issued(conditions, claims, new Call(PolicyFunction.CONTAINS_ONLY_VALUE,
                List.of(reference(value, Property.VALUE), new Literal(ClaimValue.of("1"))))));
    }

    /** Every way to meet the conditions, by trying all. */
    private static void choose(List<Condition> conditions, List<Claim> claims, Map<String, Claim> chosen,
            List<Map<String, Claim>> ways) {
        List<Condition> positive = conditions.stream().filter(one -> !one.negated()).toList();
        if (chosen.size() == positive.size()) {
            boolean met = conditions.stream().allMatch(condition -> condition.negated()
                    ? claims.stream().noneMatch(claim -> passes(condition, claim, chosen))
                    : passes(condition, chosen.get(condition.identifier()), chosen));
            if (met) {
                ways.add(Map.copyOf(chosen));
            }
            return;
        }
        for (Claim claim : claims) {
            Map<String, Claim> further = new HashMap<>(chosen);
            further.put(positive.get(chosen.size()).identifier(), claim);
            choose(conditions, claims, further, ways);
        }
    }

    private static boolean passes(Condition condition, Claim claim, Map<String, Claim> chosen) {
        return condition.tests().stream().allMatch(test -> test.operator().holds(test.property().of(claim),
                switch (test.operand()) {
                    case Literal(var value) -> value;
                    case PropertyReference(var identifier, var property) -> property.of(chosen.get(identifier));
                    case Call call -> throw new IllegalStateException("no calls here");
                }));
    }

    private static Set<ClaimValue> issued(List<Condition> conditions, List<Claim> claims, Expression value) {
        Rule rule = new Rule(Section.ISSUANCE, 1, 1, conditions,
                new Action.Issue(new Made(new Literal(ClaimValue.of("r")), value)));
        Rule permit = new Rule(Section.AUTHORIZATION, 1, 1, List.of(), new Action.Permit());
        Policy policy = new Policy("", Version.V1_2, List.of(), List.of(permit), List.of(rule));
        Decision.Permitted permitted = (Decision.Permitted) PolicyEngineTest.decide(policy, new ClaimSet(claims));
        Set<ClaimValue> values = new HashSet<>();
        permitted.issued().forEach(claim -> values.add(claim.value()));
        return values;
    }

    private static List<Condition> conditions(Random random) {
        List<Condition> conditions = new ArrayList<>();
        List<String> bound = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            boolean negated = i > 0 && random.nextInt(3) == 0;
            List<PropertyTest> tests = IntStream.range(0, 1 + random.nextInt(2)).mapToObj(j -> test(random, bound))
                    .toList();
            conditions.add(new Condition(negated, negated ? "" : "c" + i, tests));
            if (!negated) {
                bound.add("c" + i);
            }
        }
        return conditions;
    }

    private static PropertyTest test(Random random, List<String> bound) {
        Operator operator = random.nextInt(3) == 0 ? Operator.NOT_EQUAL : Operator.EQUAL;
        if (!bound.isEmpty() && random.nextBoolean())
            return new PropertyTest(Property.VALUE, operator,
                    reference(bound.get(random.nextInt(bound.size())), Property.VALUE));
        return random.nextBoolean()
                ? new PropertyTest(Property.TYPE, operator,
                        new Literal(ClaimValue.of(TYPES.get(random.nextInt(2)))))
                : new PropertyTest(Property.VALUE, operator, new Literal(value(random)));
    }

    private static PropertyReference reference(String identifier, Property property) {
        return new PropertyReference(identifier, property);
    }

    private static Claim claim(Random random) {
        return Claim.service(TYPES.get(random.nextInt(2)), value(random));
    }

    private static ClaimValue value(Random random) {
        return ClaimValue.of(String.valueOf(random.nextInt(3)));
    }
}
