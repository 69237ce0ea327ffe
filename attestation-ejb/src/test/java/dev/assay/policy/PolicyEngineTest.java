package dev.assay.policy;

import static dev.assay.policy.ClaimNotation.claims;
import static dev.assay.policy.ClaimNotation.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.Issuer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyEngineTest {
    @Test
    void aJoinBindsOnlyClaimsOfMatchingPairs() {
        assertEquals(List.of("r=2", "r=3"), issued("a:[type==\"a\"] && b:[type==\"b\", value==a.value]"
                + " => issue(type=\"r\", value=a.value);", "a=1", "a=2", "a=3", "b=2", "b=3", "b=4"));
        assertEquals(List.of("r=2", "r=3"), issued("a:[type==\"a\"] && b:[type==\"b\", value==a.value]"
                + " => issue(type=\"r\", value=b.value);", "a=1", "a=2", "a=3", "b=2", "b=3", "b=4"));
    }

    @Test
    void aJoinReachesThroughAThirdCondition() {
        assertEquals(List.of("r=2"), issued("a:[type==\"a\"] && b:[type==\"b\", value==a.value] && [type==\"c\","
                + " value==b.value] => issue(type=\"r\", value=a.value);", "a=1", "a=2", "b=1", "b=2", "c=2"));
    }

    // why: every pair of conditions has matching claims here, but no three claims meet all of them.
    @Test
    void pairsThatNeverMeetTogetherDoNotMatch() {
        assertEquals(List.of(), issued("a:[type==\"a\"] && b:[type==\"b\", value!=a.value] && [type==\"c\","
                + " value!=a.value, value!=b.value] => issue(type=\"r\", value=1);", "a=1", "a=2", "b=1", "b=2", "c=1",
                "c=2"));
    }

    @Test
    void comparisonsWithOnePartnerHoldForTheSameClaim() {
        String rule = "a:[type==\"a\"] && [type==\"b\", value==a.value, issuer==a.issuer] => issue(type=\"r\", value=1);";
        assertEquals(List.of(), issued(rule, "a=1 from CustomClaim", "a=2", "b=1"));
        assertEquals(List.of("r=1"), issued(rule, "a=1 from CustomClaim", "a=1", "b=1"));
    }

    @Test
    void propertiesOfOneIdentifierStayTogether() {
        assertEquals(List.of("a=1", "b=2"),
                issued("c:[issuer==\"AttestationService\"] => issue(type=c.type, value=c.value);", "a=1", "b=2"));
    }

    @Test
    void unrelatedIdentifiersGiveEveryCombination() {
        assertEquals(List.of("a=1", "a=2", "b=1", "b=2"), issued("n:[type==\"name\"] && v:[type==\"v\"] =>"
                + " issue(type=n.value, value=v.value);", "name=\"a\"", "name=\"b\"", "v=1", "v=2"));
    }

    @Test
    void anActionWithoutIdentifierRunsOnce() {
        assertEquals(List.of("m=1", "m=2", "once=true"),
                written(permitted("[type==\"m\"] => add(type=\"once\", value=true);", "m=1", "m=2").working()
                        .claims()));
    }

    @ParameterizedTest
    @Tag("PO-07")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"value==1 | a=1 | true", "value==1 | a=\"1\" | false",
            "value!=1 | a=\"1\" | true", "value==true | a=\"true\" | false", "value==\"s\" | a=\"ſ\" | false",
            "value==\"AA\" | a=\"aa\" | false", "value<2 | a=1 | true", "value<2 | a=2 | false",
            "value<=2 | a=2 | true", "value>2 | a=2 | false", "value>2 | a=3 | true", "value>=-2 | a=-2 | true",
            "value<9223372036854775807 | a=9223372036854775806 | true", "value>1 | a=\"2\" | false",
            "value>1 | a=true | false", "type==5 | a=1 | false", "type!=5 | a=1 | true",
            "valueType==\"Integer\" | a=1 | true", "valueType==\"String\" | a=\"\" | true",
            "valueType==\"Boolean\" | a=false | true", "VALUE==1, Type==\"a\" | a=1 | true",
            "type==\"A\" | a=1 | false", "issuer==\"CustomClaim\" | a=1 from CustomClaim | true",
            "issuer==\"CustomClaim\" | a=1 | false", "value==\"q\\\"b\\\\n\\n\" | a=\"q\"b\\n\\n\" | true"})
    void comparesStrictly(String tests, String claim, boolean holds) {
        assertEquals(holds ? List.of("r=1") : List.of(),
                issued("[" + tests + "] => issue(type=\"r\", value=1);", claim));
    }

    @Test
    void orderingAgainstAReferenceThatIsNoIntegerHoldsNever() {
        String rule = "a:[type==\"a\"] && [type==\"b\", value>a.value] => issue(type=\"r\", value=1);";
        assertEquals(List.of("r=1"), issued(rule, "a=1", "b=2"));
        assertEquals(List.of(), issued(rule, "a=\"1\"", "b=2"));
    }

    @Test
    void keywordsAreReadInAnyCaseAndIdentifiersAreNot() {
        Policy policy = Policy.parse("VERSION = 1.1 ; ConfigurationRules { } ; AuthorizationRules{=>PERMIT();};"
                + "Issuancerules { x:[TYPE==\"a\"] && X:[type==\"b\"] => Issue(Type=\"r\", VALUE=X.Value); }");
        assertEquals(List.of("r=2"), written(permitted(policy, claims("a=1", "b=2")).issued()));
    }

    @Test
    void keywordsServeAsIdentifiers() {
        assertEquals(List.of("r=1", "r=2", "a=1"), issued("""
                type:[type=="a"] => issue(type="r", value=type.value);
                issuancerules:[type=="b"] => issue(type="r", value=issuancerules.value);
                claim:[type=="a"] => issue(claim=claim);""", "a=1", "b=2"));
    }

    @Test
    void aCopyKeepsItsIssuerAndAMadeClaimIsThePolicys() {
        Decision.Permitted permitted = permitted("c:[type==\"a\"] => add(claim=c); c:[type==\"a\"] =>"
                + " add(type=c.type, value=c.value);", "a=1 from CustomClaim");
        assertEquals(List.of(Issuer.CUSTOM_CLAIM, Issuer.CUSTOM_CLAIM, Issuer.ATTESTATION_POLICY,
                Issuer.ATTESTATION_POLICY), permitted.working().claims().stream().map(Claim::issuer).toList());
    }

    @Test
    void issueInAuthorizationAddsOnly() {
        Policy policy = Policy.parse("version=1.0; authorizationrules{=>issue(type=\"k\",value=1);"
                + " [type==\"k\"]=>permit();};");
        assertEquals(List.of(), permitted(policy, ClaimSet.EMPTY).issued());
    }

    @Test
    @Tag("JW-08")
    void anUnchangedCopyOfAServiceClaimIsLeftToTheService() {
        assertEquals(List.of("other=1"),
                issued("c:[type==\"x-ms-sgx-svn\"] => issue(claim=c); c:[type==\"x-ms-sgx-svn\"]"
                        + " => issue(type=c.type, value=c.value); => issue(type=\"other\", value=1);",
                        "x-ms-sgx-svn=2"));
    }

    @ParameterizedTest
    @Tag("JW-08")
    @CsvSource(delimiter = '|', value = {
            "c:[type=='x-ms-sgx-svn'] => issue(claim=c); | x-ms-sgx-svn=2 from CustomClaim",
            "c:[type=='n'] => issue(type=c.value, value=1); | n='exp'",
            "c:[type=='x-ms-sgx-svn'] => issue(type=c.type, value=3); | x-ms-sgx-svn=2",
            "=> add(type='x-ms-sgx-svn', value=3); c:[value==3] => issue(claim=c); | x-ms-sgx-svn=2"})
    void aComputedReservedNameFails(String rules, String claim) {
        Decision.Failed failed = failed(rules.replace('\'', '"'), claim.replace('\'', '"'));
        assertTrue(failed.message().endsWith("is the service's own. Issue under another name."), failed::message);
        assertFalse(failed.budget());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c:[type==\"pcrs\"] => issue(claim=c);",
            "c:[type==\"pcrs\"] => issue(type=\"mine\", value=c.value);",
            "c:[type==\"pcrs\"] => add(type=\"mine\", value=c.value); c:[type==\"mine\"] => issue(claim=c);"})
    void aReadOnlyClaimAndWhatDerivesFromItIsNotIssued(String rules) {
        assertEquals(false, failed(rules, "pcrs=\"{}\" read-only").budget());
    }

    @Test
    void aReadOnlyClaimMayBeTestedAndAdded() {
        assertEquals(List.of("seen=true", "name=\"pcrs\""),
                issued("c:[type==\"pcrs\", value==\"{}\"] => add(type=\"p\","
                        + " value=c.value); [type==\"p\"] => issue(type=\"seen\", value=true); c:[type==\"pcrs\"] =>"
                        + " issue(type=\"name\", value=c.type);", "pcrs=\"{}\" read-only"));
    }

    @Test
    void aComputedTypeThatIsNoStringFails() {
        assertEquals("issuancerules, rule 2 (line 2)", failed("\n=> add(type=\"a\", value=1); c:[type==\"a\"] =>"
                + " issue(type=c.value, value=1);").rule());
    }

    @Test
    @Tag("PO-06")
    void allAuthorizationRulesRunAndTheFirstDenyIsNamed() {
        Policy policy = Policy.parse("version=1.0;\nauthorizationrules{\n=>permit();\n=>deny();\n=>deny();\n"
                + "=>add(type=\"seen\",value=1);\n};");
        Decision.Denied denied = assertInstanceOf(Decision.Denied.class, decide(policy, ClaimSet.EMPTY));
        assertEquals("authorizationrules, rule 2 (line 4)", denied.rule());
        assertEquals(List.of("seen=1"), written(denied.working().claims()));
    }

    @Test
    @Tag("PO-06")
    void anErrorIsNoPermit() {
        Policy policy = Policy.parse("version=1.0; authorizationrules{=>permit(); => add(type=\"a\", value=1);"
                + " c:[type==\"a\"] => add(type=c.value, value=1); =>permit();};");
        assertEquals("authorizationrules, rule 3 (line 1)",
                assertInstanceOf(Decision.Failed.class, decide(policy, ClaimSet.EMPTY)).rule());
    }

    @Test
    @Tag("PO-06")
    void anErrorInConfigurationIsTheDecision() {
        Policy policy = Policy.parse("version=1.1; configurationrules{c:[value==1] => issueproperty(type=c.value,"
                + " value=1);}; authorizationrules{=>permit();};");
        PolicyEngine.Configured configured = new PolicyEngine().configure(policy, claims("a=1"));
        assertTrue(configured.failure().isPresent());
        assertEquals(configured.failure().map(Decision.class::cast),
                Optional.of(new PolicyEngine().decide(configured)));
    }

    @Test
    void configurationFeedsTheRulesBelowIt() {
        Policy policy = Policy.parse("version=1.1; configurationrules{=>add(type=\"a\",value=1);"
                + " =>issueproperty(type=\"p\",value=2); =>issueproperty(type=\"unknown\",value=\"x\");};"
                + " authorizationrules{[type==\"a\"] && [type==\"p\"] => permit();};"
                + " issuancerules{=>issueproperty(type=\"q\",value=3);};");
        assertEquals(List.of("p=2", "unknown=\"x\"", "q=3"),
                written(permitted(policy, ClaimSet.EMPTY).properties()));
    }

    @Test
    void onePolicyAndOneEngineServeManyThreads() {
        Policy policy = issuing(
                "a:[type==\"a\"] && b:[type==\"b\", value==a.value] => issue(type=\"r\", value=b.value);");
        PolicyEngine engine = new PolicyEngine();
        List<Integer> wrong = IntStream.range(0, 2000).parallel().filter(i -> {
            ClaimSet incoming = claims("a=" + i, "a=-1", "b=" + i, "b=-2");
            return !(engine
                    .decide(engine.configure(policy, incoming)) instanceof Decision.Permitted(var issued, var p, var w)
                    && written(issued).equals(List.of("r=" + i)));
        }).boxed().toList();
        assertEquals(List.of(), wrong);
    }

    private static List<String> issued(String rules, String... incoming) {
        return written(permitted(rules, incoming).issued());
    }

    private static Decision.Permitted permitted(String rules, String... incoming) {
        return permitted(issuing(rules), claims(incoming));
    }

    private static Decision.Permitted permitted(Policy policy, ClaimSet incoming) {
        return assertInstanceOf(Decision.Permitted.class, decide(policy, incoming));
    }

    private static Decision.Failed failed(String rules, String... incoming) {
        return assertInstanceOf(Decision.Failed.class, decide(issuing(rules), claims(incoming)));
    }

    private static Policy issuing(String rules) {
        return Policy.parse("version=1.0; authorizationrules{=>permit();}; issuancerules{" + rules + "};");
    }

    static Decision decide(Policy policy, ClaimSet incoming) {
        PolicyEngine engine = new PolicyEngine();
        return engine.decide(engine.configure(policy, incoming));
    }
}
