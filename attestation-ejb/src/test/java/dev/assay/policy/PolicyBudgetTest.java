package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("PO-02")
class PolicyBudgetTest {
    private static final String PERMIT = "version=1.1; authorizationrules{=>permit();}; issuancerules{%s};";

    // why: no two claims are equal, so each of these joins would look at a thousand million combinations and more.
    @ParameterizedTest
    @ValueSource(strings = {
            "a:[type==\"n\"] && b:[type==\"n\",value<a.value] && c:[type==\"n\",value<b.value] && [type==\"n\",value>c.value,value<c.value] => permit();",
            "a:[type==\"n\"] && b:[type==\"n\"] && c:[type==\"n\"] && [type==\"n\",value<a.value,value>b.value,value==c.value] => deny();",
            "a:[type==\"n\"] && b:[type==\"n\"] && c:[type==\"n\"] && d:[type==\"n\"] => add(type=a.type,value=d.value);"
                    + "a:[type==\"n\"] && b:[type==\"n\",value!=a.value] && c:[type==\"n\",value==b.value] && [value==c.value] => deny();"})
    void aJoinOverAThousandClaimsSpendsItsBudget(String rules) {
        Policy policy = Policy.parse("version=1.0; authorizationrules{" + rules + "};");
        ClaimSet thousand = numbered(1000, 7);
        long before = allocated();
        Decision.Failed failed = assertInstanceOf(Decision.Failed.class, PolicyEngineTest.decide(policy, thousand));
        long spent = allocated() - before;
        assertTrue(failed.budget(), failed::message);
        assertTrue(spent < 64 << 20, () -> spent + " bytes allocated");
    }

    @Test
    void conditionsThatNothingTiesTogetherCostOnePassEach() {
        Policy policy = Policy
                .parse("version=1.0; authorizationrules{[type==\"n\"] && [type==\"n\"] && [type==\"n\"] &&"
                        + " [type==\"n\"] => permit();};");
        PolicyEngine engine = new PolicyEngine();
        assertInstanceOf(Decision.Permitted.class, engine.decide(engine.configure(policy, numbered(1000, 0))));
    }

    @Test
    void configurationAndTheRestShareOneBudget() {
        // 90 conditions over 1000 claims cost 90 000 steps and more: twice is within the budget, three times is not.
        String costly = ("[type==\"x\"] => add(type=\"y\",value=1);").repeat(90);
        String policy = "version=1.1; configurationrules{%s}; authorizationrules{=>permit();%s}; issuancerules{%s};";
        assertInstanceOf(Decision.Permitted.class,
                PolicyEngineTest.decide(Policy.parse(policy.formatted(costly, costly, "")), numbered(1000, 0)));
        Decision.Failed failed = assertInstanceOf(Decision.Failed.class,
                PolicyEngineTest.decide(Policy.parse(policy.formatted(costly, costly, costly)), numbered(1000, 0)));
        assertTrue(failed.budget() && failed.rule().startsWith("issuancerules, rule "), failed::rule);
    }

    @Test
    void theWorkingSetHoldsTenThousandClaims() {
        String fourfold = "c:[type==\"n\"] => add(type=\"m\",value=c.value);".repeat(4);
        assertInstanceOf(Decision.Permitted.class,
                PolicyEngineTest.decide(Policy.parse(PERMIT.formatted(fourfold)), numbered(2000, 0)));
        Decision.Failed failed = assertInstanceOf(Decision.Failed.class, PolicyEngineTest
                .decide(Policy.parse(PERMIT.formatted(fourfold + "=> add(type=\"m\",value=1);")), numbered(2000, 0)));
        assertTrue(failed.budget());
        assertEquals("issuancerules, rule 5 (line 1)", failed.rule());
        assertEquals(Budget.MOST_CLAIMS, failed.working().claims().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"issue", "issueproperty"})
    void theOutputHasOneMebibyte(String action) {
        String rules = "a:[type==\"long\"] => %1$s(type=\"1\",value=a.value); a:[type==\"long\"] => %1$s(type=\"2\",value=a.value);"
                .formatted(action);
        assertInstanceOf(Decision.Permitted.class,
                PolicyEngineTest.decide(Policy.parse(PERMIT.formatted(rules + rules)),
                        ClaimSet.of(Claim.service("long", ClaimValue.of("x".repeat(512 * 1024 - 1))))));
        assertTrue(
                assertInstanceOf(Decision.Failed.class, PolicyEngineTest.decide(Policy.parse(PERMIT.formatted(rules)),
                        ClaimSet.of(Claim.service("long", ClaimValue.of("é".repeat(256 * 1024)))))).budget());
    }

    /** A rule whose condition no claim meets takes a step, and one for each claim: 1000 × (1 + 199) are 200 000. */
    @Test
    void theLastStepIsStillTaken() {
        String rules = "[type==\"x\"] => add(type=\"y\",value=1);".repeat(1000);
        String policy = "version=1.2; configurationrules{%s}; authorizationrules{};";
        PolicyEngine.Configured full = new PolicyEngine().configure(Policy.parse(policy.formatted(rules)),
                numbered(199, 0));
        assertEquals(Budget.MOST_STEPS, full.stepsSpent());
        assertTrue(full.failure().isEmpty());
        PolicyEngine.Configured over = new PolicyEngine()
                .configure(Policy.parse(policy.formatted(rules + "=>add(type=\"y\",value=1);")), numbered(199, 0));
        assertTrue(over.failure().orElseThrow().budget());
        assertEquals("configurationrules, rule 1001 (line 1)", over.failure().orElseThrow().rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // A negated join looks at half of the claims for each claim.
            "a:[type==\"n\"] && ![type==\"n\",value==a.value] => add(type=\"m\",value=1);",
            "a:[type==\"n\"] && b:[type==\"n\"] && ![type==\"n\",value>a.value,value<b.value] => add(type=\"m\",value=AppendString(a.type,b.type));",
            // A million combinations, by claims, by a function's values, and by one inside the other.
            "a:[type==\"n\"] && b:[type==\"n\"] => add(type=\"m\",value=IsSubsetOf(AppendString(a.type,b.type),\"x\"));"
                    + "a:[type==\"n\"] && b:[type==\"n\"] => add(type=\"m\",value=AppendString(a.type,b.type));",
            "a:[type==\"n\"] && b:[type==\"n\"] => add(type=\"m\",value=ContainsOnlyValue(AppendString(a.type,b.type),\"x\"));",
            "a:[type==\"n\"] && [type==\"n\",value==ContainsOnlyValue(a.value,a.value)] => add(type=\"m\",value=1);"
                    + "a:[type==\"n\"] && b:[type==\"n\",value!=a.value] && [value==IsSubsetOf(b.value,a.value)] => add(type=\"m\",value=1);"})
    void combinationsAreCounted(String rules) {
        assertBudgetSpent("version=1.2; authorizationrules{=>permit();" + rules + "};", numbered(1000, 7));
    }

    @Test
    void combinationsOfAFunctionsValuesAreCounted() {
        String ten = "JsonToClaimValue(\"[\\\"0\\\",\\\"1\\\",\\\"2\\\",\\\"3\\\",\\\"4\\\",\\\"5\\\",\\\"6\\\",\\\"7\\\",\\\"8\\\",\\\"9\\\"]\")";
        String power = ten;
        for (int i = 0; i < 8; i++) {
            power = "AppendString(" + power + "," + ten + ")";
        }
        assertBudgetSpent("version=1.2; authorizationrules{[value==" + power + "] => permit();};", numbered(1, 0));
    }

    @Test
    void textThatDoublesByRulesIsBounded() {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            chain.append(
                    "c:[type==\"t%d\"] => add(type=\"t%d\",value=AppendString(c.value,c.value));".formatted(i, i + 1));
        }
        Decision.Failed failed = assertBudgetSpent("version=1.2; authorizationrules{" + chain + "};",
                ClaimNotation.claims("t0=\"x\""));
        assertEquals("authorizationrules, rule 23 (line 1)", failed.rule());
    }

    @Test
    void aValueHasFourMebiCharactersAndAllTogetherThirtyTwo() {
        String policy = "version=1.2; authorizationrules{=>permit();%s};";
        String rule = "c:[type==\"long\"] => add(type=\"m\",value=AppendString(c.value,\"%s\"));";
        ClaimSet half = ClaimSet.of(Claim.service("long", ClaimValue.of("x".repeat(Budget.MOST_CHARACTERS - 1))));
        assertInstanceOf(Decision.Permitted.class,
                PolicyEngineTest.decide(Policy.parse(policy.formatted(rule.formatted("y"))), half));
        assertBudgetSpent(policy.formatted(rule.formatted("yy")), half);
        assertInstanceOf(Decision.Permitted.class,
                PolicyEngineTest.decide(Policy.parse(policy.formatted(rule.formatted("y").repeat(8))), half));
        assertBudgetSpent(policy.formatted(rule.formatted("y").repeat(9)), half);
    }

    @Test
    @Tag("PO-04")
    void aResultThatDoublesInAQueryIsBounded() {
        String query = "[@,@]" + "|[@,@]".repeat(39);
        Decision.Failed failed = assertBudgetSpent(
                "version=1.2; authorizationrules{=>add(type=\"a\",value=JmesPath(\"1\",\"" + query + "\"));};",
                ClaimSet.EMPTY);
        assertEquals("The expression's result is longer than 1048576 characters. Select less.", failed.message());
    }

    @Test
    @Tag("PO-04")
    void aResultThatDeepensByRulesIsBounded() {
        String rule = "c:[type==\"t%d\"] => add(type=\"t%d\",value=JmesPath(c.value,\"[[[[[[[[@]]]]]]]]\"));";
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            chain.append(rule.formatted(i, i + 1));
        }
        Decision.Failed failed = assertBudgetSpent("version=1.2; authorizationrules{" + chain + "};",
                ClaimNotation.claims("t0=\"1\""));
        assertEquals("authorizationrules, rule 16 (line 1)", failed.rule());
    }

    @Test
    @Tag("PO-04")
    void nestedProjectionsStop() {
        String hundred = "[" + "1,".repeat(99) + "1]";
        String document = "[" + (hundred + ",").repeat(99) + hundred + "]";
        String query = "[*].map(&sort(@), [@, @, @, @, @, @, @, @])" + " | [*][*][*] | [][][] | [*].[@, @]";
        String policy = "version=1.2; authorizationrules{"
                + "c:[type==\"d\"] => add(type=\"a\",value=JmesPath(c.value,\"%s\"));"
                        .formatted(query).repeat(20)
                + "};";
        ClaimSet claims = ClaimSet.of(Claim.service("d", ClaimValue.of(document)));
        long before = allocated();
        assertBudgetSpent(policy, claims);
        assertTrue(allocated() - before < 1L << 30);
    }

    @Test
    void comparingLongTextsIsCounted() {
        // 100 × 100 pairs that differ in their last character only would be 650 million characters.
        ClaimSet claims = new ClaimSet(IntStream.range(0, 200).mapToObj(i -> Claim.service(i < 100 ? "a" : "b",
                ClaimValue.of("x".repeat(65_000) + "%03d".formatted(i)))).toList());
        assertBudgetSpent(
                "version=1.2; authorizationrules{a:[type==\"a\"] && b:[type==\"b\",value==a.value] => permit();};",
                claims);
    }

    // why: each condition asks for the set behind the first, as the conditions before it leave it, all the way down.
    @Test
    void theLongestChainOfSetsFitsASmallStack() throws InterruptedException {
        StringBuilder conditions = new StringBuilder("c0:[type==\"n\"]");
        for (int i = 1; i < 64; i++) {
            conditions.append(
                    "&& c%d:[value>=c%d.value,issuer!=ContainsOnlyValue(c%d.value,c0.value)]".formatted(i, i - 1,
                            i - 1));
        }
        Policy policy = Policy.parse("version=1.2; authorizationrules{" + conditions + "=> permit();};");
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread small = new Thread(null, () -> outcome.set(PolicyEngineTest.decide(policy, numbered(1, 1))), "small",
                512 * 1024);
        small.setUncaughtExceptionHandler((thread, failure) -> outcome.set(failure));
        small.start();
        small.join();
        assertInstanceOf(Decision.Permitted.class, outcome.get());
    }

    @Test
    void aRuleFullOfSetsIsCounted() {
        String plain = String.join(",", Collections.nCopies(1000, "value!=2"));
        String sets = String.join(",", Collections.nCopies(300, "value==ContainsOnlyValue(c.value,1)"));
        assertBudgetSpent("version=1.2; authorizationrules{c:[type==\"n\"] && [" + plain + "] && [" + sets
                + "] => permit();};", ClaimNotation.claims("n=1", "b=true"));
    }

    @Test
    void aTextIsParsedOnceHoweverManyRulesQueryIt() {
        String document = "[" + "1,".repeat(50_000) + "1]";
        String rule = "c:[type==\"d\"] => add(type=\"a\",value=JmesPath(c.value,\"[0]\"));";
        assertTrue(steps(document, rule) > 3_000);
        assertTrue(steps(document, rule.repeat(100)) < 4 * steps(document, rule));
    }

    @Test
    void theCountOfStepsIsTheSameEachTime() {
        String rule = "c:[type==\"d\"] => add(type=\"a\",value=JsonToClaimValue(JmesPath(c.value,\"[*].a | [?@ > `1`]\")));";
        int steps = steps("[{\"a\":1},{\"a\":2},{\"a\":3}]", rule);
        for (int i = 0; i < 20; i++) {
            assertEquals(steps, steps("[{\"a\":1},{\"a\":2},{\"a\":3}]", rule));
        }
    }

    private static int steps(String document, String rules) {
        PolicyEngine.Configured configured = new PolicyEngine().configure(
                Policy.parse("version=1.2; configurationrules{" + rules + "}; authorizationrules{};"),
                ClaimSet.of(Claim.service("d", ClaimValue.of(document))));
        assertTrue(configured.failure().isEmpty(), () -> configured.failure().toString());
        return configured.stepsSpent();
    }

    private static Decision.Failed assertBudgetSpent(String policy, ClaimSet claims) {
        Decision.Failed failed = assertInstanceOf(Decision.Failed.class,
                PolicyEngineTest.decide(Policy.parse(policy), claims));
        assertTrue(failed.budget(), failed::message);
        return failed;
    }

    private static ClaimSet numbered(int count, int from) {
        return new ClaimSet(IntStream.range(0, count)
                .mapToObj(i -> Claim.service("n", ClaimValue.of(from + (long) i))).toList());
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
