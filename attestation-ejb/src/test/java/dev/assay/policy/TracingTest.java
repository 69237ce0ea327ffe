package dev.assay.policy;

import static dev.assay.policy.ClaimNotation.claims;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.claims.ClaimSet;
import dev.assay.policy.trace.ConditionTrace;
import dev.assay.policy.trace.Mismatch;
import dev.assay.policy.trace.Place;
import dev.assay.policy.trace.RuleTrace;
import dev.assay.policy.trace.RuleTrace.State;
import dev.assay.policy.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a trace tells about single rules; that it changes nothing is {@link TraceNeutralityTest}'s. */
@Tag("PO-11")
class TracingTest {
    private final PolicyEngine engine = new PolicyEngine();

    @Test
    void namesTheComparisonThatFailedWithBothValues() {
        Mismatch failed = onlyMismatch("[type==\"svn\", value>=3] => permit();", "svn=2");
        assertEquals("value>=3", failed.comparison());
        assertEquals("2", failed.actual().toString());
        assertEquals("3", failed.expected().first().getFirst().toString());
    }

    @Test
    void saysWhenTheTypesOfTheValuesDiffer() {
        assertEquals("the claim is a String, the policy compares an Integer",
                hint("[type==\"svn\", value==3] => permit();", "svn=\"3\""));
    }

    @Test
    void saysWhenOnlyTheCaseDiffers() {
        assertEquals("the two differ in capital and small letters only",
                hint("[type==\"mrsigner\", value==\"AB\"] => permit();", "mrsigner=\"ab\""));
    }

    @Test
    void saysWhenAnotherIssuerIsWanted() {
        assertEquals("the claim is from CustomClaim, the condition wants AttestationService",
                hint("[type==\"os\", issuer==\"AttestationService\"] => permit();", "os=\"w\" from CustomClaim"));
    }

    @Test
    void saysWhichClaimWasProbablyMeantWhereNoneIsOfTheType() {
        assertEquals("there is no claim of type \"x-ms-sgx-mrsinger\"; closest: \"x-ms-sgx-mrsigner\"",
                condition("[type==\"x-ms-sgx-mrsinger\"] => permit();", "x-ms-sgx-mrenclave=\"a\"",
                        "x-ms-sgx-mrsigner=\"b\"").hint().orElseThrow());
        assertTrue(condition("[type==\"X-MS-ver\"] => permit();", "x-ms-ver=\"1\"").hint().orElseThrow()
                .contains("letter by letter"));
        assertEquals("there is no claim of type \"svn\"",
                condition("[type==\"svn\"] => permit();", "product-id=1").hint().orElseThrow());
    }

    @Test
    void showsTheNearestClaimsFirstAndCountsTheMatchingOnes() {
        ConditionTrace condition = condition("[type==\"a\", value==1, issuer==\"CustomClaim\"] => permit();", "a=2",
                "a=1", "b=1");
        assertEquals(List.of(1, 2), condition.nearest().stream().map(miss -> miss.failed().size()).toList());
        assertEquals("1", condition.nearest().getFirst().claim().value().text());
        ConditionTrace met = condition("[type==\"a\"] => permit();", IntStream.range(0, 50).mapToObj(i -> "a=" + i)
                .toArray(String[]::new));
        assertEquals(50, met.matched().count());
        assertEquals(5, met.matched().first().size());
    }

    @Test
    void saysThatANegatedConditionFailsByWhatMatches() {
        ConditionTrace condition = condition("![type==\"debug\", value==true] => permit();", "debug=true");
        assertFalse(condition.holds());
        assertEquals("it is met where no claim matches, and one does", condition.hint().orElseThrow());
        assertTrue(condition("![type==\"debug\", value==true] => permit();", "debug=false").holds());
    }

    @Test
    void showsWhichComparisonKeepsTwoConditionsApart() {
        RuleTrace rule = rule("a:[type==\"a\"] && b:[type==\"b\", value==a.value] => permit();", "a=1", "b=2");
        assertEquals(State.IDLE, rule.state());
        assertEquals("value==a.value", rule.joins().getFirst().comparison());
        assertEquals("[2] [1]", rule.joins().getFirst().left().first() + " " + rule.joins().getFirst().right().first());
        assertTrue(rule("a:[type==\"a\"] && b:[type==\"b\", value==a.value] => permit();", "a=1", "b=1", "b=2").joins()
                .isEmpty());
    }

    @Test
    void showsWhatAFunctionWasGivenAndWhatItGave() {
        RuleTrace rule = rule("s:[type==\"modules\"] && [type==\"ok\", value==IsSubsetOf(s.value, \"kernel\")]"
                + " => permit();", "modules=\"kernel\"", "modules=\"rootkit\"", "ok=true");
        Mismatch failed = rule.conditions().get(1).nearest().getFirst().failed().getFirst();
        assertEquals("[false]", failed.expected().first().toString());
        assertEquals("[\"kernel\", \"rootkit\"]", failed.arguments().getFirst().values().first().toString());
    }

    @Test
    void saysThatAFunctionGaveNoValue() {
        RuleTrace rule = rule("c:[type==\"doc\"] => add(type=\"x\", value=JsonToClaimValue(c.value));", "doc=\"null\"");
        assertEquals(State.FIRED, rule.state());
        assertTrue(rule.hint().orElseThrow().contains("gives no value"));
    }

    @Test
    void showsWhatARuleMadeAndWhereEvaluationEnded() {
        Trace trace = trace("version=1.2; authorizationrules{ c:[type==\"a\"] => add(type=\"b\", value=c.value);\n"
                + "[type==\"b\"] => deny(); => permit(); }; issuancerules{ => issue(type=\"x\", value=1); };", "a=1");
        assertEquals("FIRED FIRED FIRED NOT_RUN", states(trace));
        assertEquals("b", trace.rules().getFirst().made().first().getFirst().type());
        assertEquals(List.of(new Place("authorizationrules", 2, 2)), places(trace));
    }

    @Test
    void marksEachPermitWhereNonePermitted() {
        Trace trace = trace("version=1.0; authorizationrules{\n[type==\"a\"] => permit();\n[type==\"b\"] => permit();\n"
                + "[type==\"c\"] => deny(); };", "d=1");
        assertEquals("[authorizationrules, rule 1 (line 2), authorizationrules, rule 2 (line 3)]",
                places(trace).toString());
    }

    @Test
    void keepsTheFailureOfARule() {
        Trace trace = trace("version=1.0; authorizationrules{ => permit(); }; issuancerules{\n"
                + "c:[type==\"pcrs\"] => issue(claim=c); => issue(type=\"y\", value=1); };", "pcrs=\"{}\" read-only");
        assertEquals("FIRED FAILED NOT_RUN", states(trace));
        assertTrue(trace.deciding().getFirst().failure().orElseThrow().contains("read-only"));
    }

    @Test
    void shortensLongValuesAndSaysHowLongTheyAre() {
        var value = onlyMismatch("[type==\"a\", value==\"b\"] => permit();", "a=\"" + "x".repeat(5000) + "\"").actual();
        assertEquals(160, value.text().length());
        assertEquals(5000, value.length());
    }

    @Test
    void staysBoundedWhereAPolicyHasManyRulesAndClaims() {
        String rules = IntStream.range(0, 600).mapToObj(i -> "[value==\"none\"] => add(type=\"t\", value=1);\n")
                .collect(Collectors.joining());
        ClaimSet many = claims(IntStream.range(0, 300).mapToObj(i -> "c" + i + "=" + i).toArray(String[]::new));
        Policy policy = Policy.parse("version=1.0; authorizationrules{ => permit();\n" + rules + "};");
        Trace trace = engine.explain(policy, many).trace();
        assertEquals(601, trace.rules().size());
        int shown = trace.rules().stream().flatMap(rule -> rule.conditions().stream())
                .mapToInt(condition -> condition.nearest().size()).sum();
        assertTrue(shown > 0 && shown < 6000, "shown: " + shown);
    }

    private String hint(String rule, String... given) {
        return onlyMismatch(rule, given).hint().orElseThrow();
    }

    private Mismatch onlyMismatch(String rule, String... given) {
        return condition(rule, given).nearest().getFirst().failed().getFirst();
    }

    private ConditionTrace condition(String rule, String... given) {
        return rule(rule, given).conditions().getFirst();
    }

    private RuleTrace rule(String rule, String... given) {
        return trace("version=1.2; authorizationrules{" + rule + "};", given).rules().getFirst();
    }

    private Trace trace(String policy, String... given) {
        return engine.explain(Policy.parse(policy), claims(given)).trace();
    }

    private static String states(Trace trace) {
        return trace.rules().stream().map(rule -> rule.state().name()).collect(Collectors.joining(" "));
    }

    private static List<Place> places(Trace trace) {
        return trace.deciding().stream().map(RuleTrace::place).toList();
    }
}
