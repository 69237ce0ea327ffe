package dev.assay.lint;

import static dev.assay.lint.Linted.all;
import static dev.assay.lint.Linted.assertSays;
import static dev.assay.lint.Linted.codes;
import static dev.assay.lint.Linted.one;
import static dev.assay.lint.Linted.permitting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
    private static final String SGX = "SgxEnclave";
    private static final String TPM = "Tpm";

    /** Each condition stands on line 2 of a policy for SGX that permits. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [type=="x-ms-sgx-svn", type=="x-ms-sgx-product-id"] | contradiction 2:24
            [type=="x-ms-sgx-svn", value>5, value<3] | contradiction 2:33
            [type=="x-ms-sgx-svn", value>5, value<6] | contradiction 2:33
            [type=="x-ms-sgx-svn", value==5, value!=5] | contradiction 2:34
            [type=="x-ms-sgx-svn", value==5, valueType=="String"] | contradiction 2:34
            [type=="x-ms-sgx-svn", value=="3"] | wrong-value-type 2:24
            [type=="x-ms-sgx-svn", valueType=="String"] | never-matches 2:24
            [type=="x-ms-sgx-is-debuggable", value=="false"] | wrong-value-type 2:34
            [type=="x-ms-sgx-svn", value>65535] | value-out-of-range 2:24
            [type=="x-ms-sgx-svn", value==70000] | value-out-of-range 2:24
            [type=="x-ms-sgx-mrsigner", value=="AA"] | hex-length 2:29
            [type=="assay-tcb-status", value=="Uptodate"] | value-not-possible 2:28
            [type=="x-ms-attestation-type", value=="SGX"] | value-not-possible 2:33
            [type=="x-ms-sgx-svn", issuer=="CustomClaim"] | no-custom-claims 2:24
            [issuer=="CustomClaim", value==true] | no-custom-claims 2:2
            [type=="x-ms-sgx-svn", issuer=="AttestationPolicy"] | issuer-not-possible 2:24
            [type=="x-ms-sgx-svn", issuer=="Service"] | unknown-issuer 2:24
            [type=="x-ms-sgx-mrenclav"] | unknown-claim 2:2
            [type=="secureBootEnabled", value==true] | unknown-claim 2:2
            """)
    void saysOfAConditionThatNeverHoldsWhyAndThatNothingPermits(String condition, String warning) {
        assertEquals(List.of("never-permits 2:1", warning), codes(SGX, permitting(condition)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [type=="x-ms-sgx-svn", value>2, value<4]
            [type=="x-ms-sgx-svn", value!=5, value!=6]
            [type=="x-ms-sgx-svn", value>=65535]
            [type=="x-ms-sgx-config-svn", value>=1]
            [type=="$svn", value>=1]
            [type!="x-ms-sgx-svn", value>=1]
            [value==true]
            [type=="assay-tcb-status", value!="OutOfDate"]
            [type=="assay-tcb-advisory", value=="INTEL-SA-00615"]
            a:[type=="x-ms-sgx-svn"] && [type=="$svn", value==a.value]
            ![type=="x-ms-sgx-config-id"]
            ![type=="assay-tcb-advisory", value=="INTEL-SA-00615"]
            [type=="x-ms-sgx-ehd", value=="AQID"]
            """)
    void saysNothingOfAConditionThatMayHold(String condition) {
        assertEquals(List.of(), codes(SGX, permitting(condition)));
    }

    @Test
    void suggestsTheNameThatWasMeant() {
        assertEquals("Write \"x-ms-sgx-mrenclave\".", suggestion("[type==\"x-ms-sgx-mrenclav\"]"));
        assertEquals("Write \"x-ms-sgx-is-debuggable\".", suggestion("[type==\"is-debuggable\"]"));
        assertEquals("Write \"x-ms-attestation-type\".", suggestion("[type==\"tee\"]"));
        assertEquals("Write \"assay-tcb-status\".", suggestion("[type==\"tcb-status\"]"));
        assertSays("after all rules", suggestion("[type==\"x-ms-sgx-collateral\"]"));
        assertSays("in a rule above", suggestion("[type==\"nothing-like-it\"]"));
        Warning other = one(SGX, permitting("[type==\"aikValidated\"]"), "unknown-claim");
        assertSays("SgxEnclave evidence brings none (Tpm does)", other.message());
    }

    private static String suggestion(String condition) {
        return one(SGX, permitting(condition), "unknown-claim").suggestion().orElseThrow();
    }

    @Test
    void suggestsTheDigitsThatWereMeant() {
        String digest = "AB".repeat(32);
        Warning upper = one(SGX, permitting("[type==\"x-ms-sgx-mrsigner\", value==\"0x" + digest + "\"]"),
                "hex-spelling");
        assertEquals("Write \"" + digest.toLowerCase() + "\".", upper.suggestion().orElseThrow());
        assertEquals("authorizationrules > rule 1 > condition 1", upper.path());
        assertEquals(List.of(), codes(SGX,
                permitting("[type==\"x-ms-sgx-mrsigner\", value==\"" + digest.toLowerCase() + "\"]")));
    }

    @Test
    void tellsAClaimThatIsAddedTooLateFromOneThatIsNeverAdded() {
        String late = "version=1.0; authorizationrules { [type==\"a\"] => permit(); => add(type=\"a\", value=1); };";
        assertSays("authorizationrules > rule 2", one(SGX, late, "claim-added-later").message());
        String inTime = "version=1.0; authorizationrules { => add(type=\"a\", value=1); [type==\"a\"] => permit(); };";
        assertEquals(List.of(), codes(SGX, inTime));
    }

    @Test
    void followsWhatRulesAddInValueTypeAndIssuer() {
        String start = "version=1.2; authorizationrules { c:[type==\"x-ms-sgx-svn\"] => add(type=\"a\", value=c.value);\n";
        assertEquals(List.of(),
                codes(SGX, start + "[type==\"a\", value>1, issuer==\"AttestationPolicy\"]=>permit(); };"));
        assertEquals(List.of("never-permits 2:1", "issuer-not-possible 2:13"),
                codes(SGX, start + "[type==\"a\", issuer==\"AttestationService\"]=>permit(); };"));
        assertEquals(List.of("never-permits 2:1", "wrong-value-type 2:13"),
                codes(SGX, start + "[type==\"a\", value==true]=>permit(); };"));
    }

    @Test
    void aTypeThatIsComputedMayBeAny() {
        String text = "version=1.2; authorizationrules { c:[type==\"$tee\"] => add(type=c.value, value=1);"
                + "[type==\"whatever\"] => permit(); };";
        assertEquals(List.of(), codes(SGX, text));
    }

    @Test
    void saysOfADenyThatNeverHoldsThatItKeepsNothingOut() {
        String text = "version=1.0; authorizationrules { [type==\"is-debuggable\", value==true] => deny(); => permit(); };";
        assertSays("what it is to keep out passes", one(SGX, text, "unknown-claim").message());
    }

    @Test
    void tellsNegatedConditionsThatAlwaysOrNeverHold() {
        assertEquals(List.of("negation-always-holds 2:3"), codes(SGX, permitting("![type==\"x-ms-sgx-svm\"]")));
        assertEquals(List.of("negation-never-holds 2:1", "never-permits 2:1"),
                codes(SGX, permitting("![type==\"x-ms-sgx-svn\"]")));
        assertEquals(List.of(), codes(SGX, permitting("![type==\"x-ms-sgx-svn\", value<3]")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                         | no-permit 1:1
            => deny(); => permit();                                    | always-denies 2:4
            ![type=="x-ms-sgx-svm"] => deny(); => permit();            | always-denies 2:1, negation-always-holds 2:3
            [type=="$svn"] => permit(); [type=="$svn"] => permit();    | duplicate-rule 2:29
            => permit(); [type=="$svn"] => permit();                   | rule-without-effect 2:14
            [type=="$svn"] => permit(); [type=="$svn"] => deny();      | always-denies 2:29
            [type=="$svn", value>=0] => permit();                      | test-without-effect 2:16
            [type=="$svn", value>1] && [type=="$tee"] => permit(); [type=="$tee"] => permit(); | ''
            [type=="$tee"] => permit(); [type=="$svn", value>1] && [type=="$tee"] => permit(); | rule-without-effect 2:29
            => permit(); => add(type="x", value=1);                    | unused-claim 2:17
            => permit(); => issue(type="x", value=1);                  | issue-in-authorization 2:17
            """)
    void saysOfRulesThatDoNotDoWhatTheySay(String rules, String expected) {
        String text = "version=1.2; authorizationrules {\n" + rules + " };";
        assertEquals(expected, String.join(", ", codes(SGX, text)));
    }

    @Test
    void anAllowListAsLongAsAPolicyMayBeIsLookedAtToItsEnd() {
        String rules = IntStream.range(0, 2000)
                .mapToObj(i -> "[type==\"x-ms-sgx-mrsigner\", value==\"%064x\", issuer==\"AttestationService\"] && "
                        .formatted(i) + "[type==\"$is-debuggable\", value==false, issuer==\"AttestationService\"]"
                        + " => permit();")
                .collect(Collectors.joining("\n"));
        assertEquals(List.of(), all(SGX, "version=1.0; authorizationrules {" + rules + "};"));
    }

    @Test
    void aClaimThatALaterRuleAsksForIsUsed() {
        String text = "version=1.0; authorizationrules { => permit(); => add(type=\"x\", value=1); };"
                + "issuancerules { c:[type==\"x\"] => issue(claim=c); };";
        assertEquals(List.of(), codes(SGX, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SgxEnclave | type="x-ms-sgx-tcbidentifier", value="17"        | ''
            SgxEnclave | type="x-ms-sgx-tcbidentifier", value="azuredefault" | ''
            SgxEnclave | type="x-ms-sgx-tcbidentifier", value=17          | property-value
            SgxEnclave | type="x-ms-sgx-tcb-identifier", value="17"       | unknown-property
            SgxEnclave | type="required_pcr_mask", value=15               | property-of-other-type
            SevSnpVm   | type="colour", value=15                          | unknown-property
            Tpm        | type="required_pcr_mask", value="15"             | property-value
            Tpm        | type="required_pcr_mask", value=16777216         | property-value
            Tpm        | type="required_pcr_mask", value=15               | ''
            Tpm        | type="require_valid_aik_cert", value="false"     | property-value
            Tpm        | type="report_validity_in_minutes", value=525600  | ''
            Tpm        | type="report_validity_in_minutes", value=525601  | property-value
            Tpm        | type="omit_x5c", value=1                         | property-value
            """)
    void checksPropertiesByNameAndValue(String evidence, String property, String expected) {
        String text = "version=1.1; configurationrules { => issueproperty(" + property
                + "); }; authorizationrules { => permit(); };";
        assertEquals(expected, codes(evidence, text).stream().map(code -> code.split(" ")[0])
                .collect(Collectors.joining(",")));
    }

    @Test
    void tellsPropertiesThatComeTooLate() {
        String text = "version=1.1; authorizationrules { => permit(); };"
                + "issuancerules { => issueproperty(type=\"%s\", value=%s); };";
        assertEquals(List.of("property-too-late 1:69"), codes(TPM, text.formatted("required_pcr_mask", "15")));
        assertEquals(List.of(), codes(TPM, text.formatted("report_validity_in_minutes", "60")));
    }

    @Test
    void gradesMissingIssuersByWhatDependsOnThem() {
        String condition = "[type==\"%s\", value==true]";
        assertEquals(Grade.NOTE,
                one(SGX, permitting(condition.formatted("x-ms-sgx-is-debuggable")), "no-issuer").grade());
        Warning client = one(TPM, permitting(condition.formatted("aikValidated")), "no-issuer");
        assertEquals(Grade.WARNING, client.grade());
        assertEquals("Add issuer==\"AttestationService\".", client.suggestion().orElseThrow());
        assertEquals(List.of(), all(TPM,
                permitting("[type==\"aikValidated\", value==true, issuer==\"AttestationService\"]")));
        String added = "version=1.0; authorizationrules { => add(type=\"x-ms-sgx-is-debuggable\", value=false);"
                + "[type==\"x-ms-sgx-is-debuggable\", value==false] => permit(); };";
        assertSays("Claims of AttestationService and AttestationPolicy meet it alike",
                one(SGX, added, "no-issuer").message());
        assertEquals(Grade.WARNING, one(SGX, added, "no-issuer").grade());
    }

    @Test
    void oneWarningForEachConditionWithoutIssuer() {
        String text = permitting("[type==\"$svn\", value>1] && [type==\"$product-id\", value==1]");
        assertEquals(List.of("authorizationrules > rule 1 > condition 1", "authorizationrules > rule 1 > condition 2"),
                all(SGX, text).stream().map(Warning::path).toList());
    }

    @Test
    void aClientsClaimCanHaveAnyNameWhereTheConditionSaysItIsOne() {
        assertEquals(List.of(), codes(TPM, permitting("[type==\"os\", issuer==\"CustomClaim\"]")));
        assertEquals(List.of(), codes(TPM, permitting("[type==\"https://attest.example.org/os\"]")));
        assertEquals(List.of("never-permits 2:1", "unknown-claim 2:2"), codes(TPM, permitting("[type==\"os\"]")));
    }

    @Test
    void aNoteOnAPermitThatAsksNothing() {
        assertEquals(List.of("permits-everything"), all(SGX, permitting("")).stream().map(Warning::code).toList());
        String denies = "version=1.0; authorizationrules { => permit();"
                + "[type==\"$is-debuggable\", value==true, issuer==\"AttestationService\"] => deny(); };";
        assertEquals(List.of(), all(SGX, denies));
    }

    @Test
    void namesEveryErrorOfATextAndNothingElse() {
        Report report = Lint.check(Vocabularies.named("sgxenclave").orElseThrow(),
                "version=1.0;\nauthorizationrules { [type=\"a\"] => permit(); => allow(); };");
        assertEquals(List.of("2:27 =", "2:49 allow"), report.errors().stream().map(LintTest::said).toList());
        assertEquals("policy > authorizationrules > rule 1 > condition 1", report.errors().getFirst().rulePath());
        assertEquals(List.of(), report.warnings());
    }

    private static String said(Problem problem) {
        return problem.line() + ":" + problem.column() + " " + problem.symbol();
    }

    @Test
    void aTextBeyondTheParsersLimitsIsAnErrorOfTheReport() {
        String text = "version=1.0; authorizationrules { " + "=>permit();".repeat(2001) + " };";
        assertSays("2000", Lint.check(Vocabularies.named(SGX).orElseThrow(), text).errors().getLast().message());
    }

    /** It is in tokens' hashes that others pinned, so it cannot be otherwise; nothing weightier may be said of it. */
    @Test
    void theShippedDefaultGetsNotesOnly() {
        for (String evidence : List.of(SGX, "OpenEnclave")) {
            String text = DefaultPolicies.servedFor(evidence).orElseThrow().text();
            assertEquals(List.of(), codes(evidence, text));
            assertTrue(all(evidence, text).stream().allMatch(warning -> warning.grade() == Grade.NOTE));
        }
    }

    @Test
    void warningsStandInTheTextsOrder() {
        String text = permitting("[type==\"b\"] && [type==\"a\"]");
        List<Integer> columns = all(SGX, text).stream().map(Warning::column).toList();
        assertEquals(columns.stream().sorted().toList(), columns);
    }

    @Test
    void checkingEndsAndSaysSoWhereThereIsTooMuch() {
        String conditions = IntStream.range(0, 60).mapToObj(i -> "[type==\"a\", value!=" + i + "]")
                .collect(Collectors.joining(" && "));
        String rules = IntStream.range(0, 300)
                .mapToObj(i -> "c:[type==\"$svn\"] && " + conditions + " => add(type=\"a\", value=" + i + ");")
                .collect(Collectors.joining());
        String text = "version=1.2; authorizationrules { => add(type=\"a\", value=1); " + rules + " => permit(); };";
        List<Warning> warnings = all(SGX, text);
        assertEquals("check-incomplete", warnings.getFirst().code());
        assertTrue(warnings.size() <= 501, () -> "there are " + warnings.size());
    }
}
