package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy's author is told, and where. */
class ProblemsTest {
    @Test
    void findsEveryProblemInOneGo() {
        List<Problem> problems = problems("""
                version=1.1;
                configurationrules{
                  => permit();
                };
                authorizationrules{
                  [type="a", value=~"x"] => permit();
                  [type=="a"] || [typ=="b"] => permit();
                  => deny("x");
                  => allow();
                };
                issuancerules{
                  c:[type=="m", value<"5"] => issue(type="n", value=d.value, issuer="me");
                  => issue(type="exp", value=99999999999999999999);
                }
                junk
                """);
        assertEquals(List.of("3:6", "6:8", "6:19", "7:15", "7:19", "8:11", "9:6", "12:22", "12:53", "12:62", "13:17",
                "13:30", "15:1"), problems.stream().map(p -> p.line() + ":" + p.column()).toList(), problems::toString);
    }

    @Test
    void namesSymbolPathAndWay() {
        Problem problem = problems("version=1.0;\nauthorizationrules{\n=>permit();\n[type=~\"a\"]=>deny();};")
                .getFirst();
        assertEquals(new Problem(4, 6, "=~", "policy > authorizationrules > rule 2 > condition 1",
                "`=~` is not an operator here. Use `==`, one rule per value."), problem);
        assertEquals("line 4, column 6, at \"=~\" (policy > authorizationrules > rule 2 > condition 1): "
                + "`=~` is not an operator here. Use `==`, one rule per value.", problem.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "[type==\"a\" && value==1]=>permit(); | 32 | Comparisons inside one pair of brackets are joined by `,`.",
            "[type!~\"a\"]=>permit(); | 26 | `!~` is not an operator here. Use `!=`, one comparison per value.",
            "[value=>3]=>permit(); | 27 | `=>` leads to the action. Write `>=`.",
            "[value==TRUE]=>permit(); | 29 | Booleans are written in lower case: `true`, `false`.",
            "[value==x]=>permit(); | 29 | `x` is no value. Write \"x\" for a string, `x.value` for what a claim holds.",
            "[value=='x']=>permit(); | 29 | Strings stand in double quotes: \".",
            "[value>true]=>permit(); | 27 | `>` compares integers only. Use `==` or `!=` here.",
            "[type<5]=>permit(); | 26 | `<` compares integers only. Use `==` or `!=` here.",
            "[value==9223372036854775808]=>permit(); | 29 | Integers have 64 bits: from -9223372036854775808 to 9223372036854775807.",
            "[value==-9223372036854775809]=>permit(); | 29 | Integers have 64 bits: from -9223372036854775808 to 9223372036854775807.",
            "[value==b.value] && b:[type==\"b\"]=>permit(); | 29 | `b` is not bound yet here. Refer to it in a later condition or in the action.",
            "b:[value==b.value]=>permit(); | 31 | `b` is not bound yet here. Refer to it in a later condition or in the action.",
            "[value==b.value]=>permit(); | 29 | No condition of this rule binds `b`. Write `b:` in front of the condition it stands for.",
            "b:[type==\"a\"] && b:[type==\"b\"]=>permit(); | 38 | `b` already names another condition's claims. Choose another identifier.",
            "b:[type==\"a\"] => permit(); => add(claim=b); | 61 | No condition of this rule binds `b`. Write `b:` in front of the condition it stands for.",
            "type==\"a\" => permit(); | 21 | A condition stands in square brackets, as in `c:[type==\"name\"]`.",
            "([type==\"a\"]) => permit(); | 21 | A condition stands in square brackets, as in `c:[type==\"name\"]`.",
            "[] => permit(); | 22 | A property is expected: type, value, valueType or issuer.",
            "[type==\"a\"] => issueproperty(type=\"a\",value=1); | 36 | `issueproperty` is no action of authorizationrules. Write `permit`, `deny`, `add`, `issue`.",
            "[value==JmesPath(\"a\",\"b\")] => permit(); | 29 | Functions such as `JmesPath` need version 1.2. Write `version=1.2;`.",
            "![type==\"a\"] => permit(); | 21 | `!` before a condition needs version 1.2. Write `version=1.2;`.",
            "=> add(\"a\", value=1); | 28 | Name what the string is for: `type=` or `value=`.",
            "=> add(type==\"a\", value=1); | 32 | An action assigns with `=`.",
            "=> add(type=\"a\"); | 36 | `value=` is missing: a claim has a type and a value.",
            "=> add(type=\"a\", value=1, value=2); | 47 | `value` is assigned twice.",
            "=> add(type=1, value=1); | 33 | A claim's type is a string of at least one character.",
            "=> add(type=\"\", value=1); | 33 | A claim's type is a string of at least one character.",
            "=> add(type=\"a\", value=1, valueType=\"String\"); | 57 | This is not the type of the value. Leave `valueType` out; it follows the value.",
            "=> add(type=\"a\", value=1, issuer=\"me\"); | 47 | A rule cannot choose its claim's issuer; it is always AttestationPolicy. Leave `issuer` out.",
            "=> permit() | 32 | A rule ends with `;`.", //
            "=> permit(; | 31 | `permit()` takes no argument."})
    void advises(String rule, int column, String message) {
        Problem first = problems("version=1.0;\nauthorizationrules{ " + rule + "};").getFirst();
        assertEquals(2, first.line());
        assertEquals(message, first.message());
        assertEquals(column, first.column(), first::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "=> add(type=\"a\", value=jmespath(\"{}\",\"a\")); | 44 | There is no function `jmespath`. Write `JmesPath`.",
            "=> add(type=\"a\", value=AppendStrings(\"a\",\"b\")); | 44 | There is no function `AppendStrings`. Write `AppendString`.",
            "=> add(type=\"a\", value=Lower(\"a\")); | 44 | There is no function `Lower`. There are `JmesPath`, `JsonToClaimValue`, `IsSubsetOf`, `AppendString`, `NegateBool`, `ContainsOnlyValue`.",
            "=> add(type=\"a\", value=NegateBool()); | 44 | `NegateBool` takes one argument; here are 0.",
            "=> add(type=\"a\", value=AppendString(\"a\",\"b\",\"c\")); | 44 | `AppendString` takes two arguments; here are 3.",
            "=> add(type=\"a\", value=NegateBool(\"true\")); | 55 | Argument 1 of `NegateBool` is `true` or `false`.",
            "=> add(type=\"a\", value=AppendString(\"a\",5)); | 61 | Argument 2 of `AppendString` is a string.",
            "=> add(type=\"a\", value=JsonToClaimValue(5)); | 61 | Argument 1 of `JsonToClaimValue` is a string.",
            "=> add(type=\"a\", value=JmesPath(\"\",\"a\")); | 53 | Argument 1 of `JmesPath` is a string of at least one character.",
            "=> add(type=\"a\", value=JmesPath(\"{}\",\"\")); | 58 | Argument 2 of `JmesPath` is a string of at least one character.",
            "=> add(type=\"a\", value=NegateBool(d.value)); | 55 | No condition of this rule binds `d`. Write `d:` in front of the condition it stands for.",
            "=> add(type=\"a\", value=NegateBool(true); | 60 | `)` is expected here.",
            "=> add(type=\"a\", value=NegateBool(true false)); | 60 | `,` and another argument, or `)`, is expected here.",
            "=> add(type=\"a\", value=NegateBool(true), valueType=\"String\"); | 72 | This is not the type of the value. Leave `valueType` out; it follows the value.",
            "!c:[type==\"a\"] => add(claim=c); | 49 | `c` names a condition with `!`, which holds where there is no such claim. Name another condition.",
            "c:[type==\"a\"] && !c:[type==\"b\"] => permit(); | 39 | `c` already names another condition's claims. Choose another identifier.",
            "!![type==\"a\"] => permit(); | 22 | A condition stands in square brackets, as in `c:[type==\"name\"]`.",
            "c:![type==\"a\"] => permit(); | 23 | A condition stands in square brackets, as in `c:[type==\"name\"]`.",
            "NegateBool(true) => permit(); | 21 | A condition stands in square brackets, as in `c:[type==\"name\"]`."})
    void advisesOnVersion12(String rule, int column, String message) {
        Problem first = problems("version=1.2;\nauthorizationrules{ " + rule + "};").getFirst();
        assertEquals(message, first.message());
        assertEquals(2, first.line());
        assertEquals(column, first.column(), first::toString);
    }

    @Test
    void namesTheFunctionInThePath() {
        Problem problem = problems("version=1.2;\nauthorizationrules{\n[value==NegateBool(NegateBool(1))]=>deny();};")
                .getFirst();
        assertEquals("policy > authorizationrules > rule 1 > condition 1 > NegateBool > NegateBool",
                problem.rulePath());
    }

    @Test
    void tellsOnceARuleThatFunctionsNeedALaterVersion() {
        List<Problem> problems = problems("version=1.1;\nauthorizationrules{\n"
                + "=>add(type=\"a\",value=NegateBool(NegateBool(true)));\n=>add(type=\"a\",value=NegateBool(true));};");
        assertEquals(List.of(3, 4), problems.stream().map(Problem::line).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "authorizationrules{}; | 1 | A policy begins with its version: `version=1.0;`.",
            "version=1.0 authorizationrules{}; | 13 | `;` is expected behind the version.",
            "version=1; authorizationrules{}; | 10 | The version is two numbers, as in `version=1.0;`.",
            "version==1.0; authorizationrules{}; | 8 | The version is written `version=1.0;`.",
            "version=1.0; | 13 | The section authorizationrules is missing. A policy without it permits nothing.",
            "version=1.0; issuancerules{}; authorizationrules{}; | 31 | The sections stand in this order: configurationrules, authorizationrules, issuancerules.",
            "version=1.0; authorizationrules{}; authorizationrules{}; | 36 | authorizationrules stands here a second time.",
            "version=1.0; authorizationrules{} | 34 | `;` is expected behind the `}` of authorizationrules.",
            "version=1.0; authorizationrules{=>permit(); issuancerules{}; | 45 | `}` is missing at the end of authorizationrules.",
            "version=1.0; authorizationrules{};; | 35 | A section is expected here: configurationrules, authorizationrules or issuancerules, in this order.",
            "version=1.0; authorisationrules{}; authorizationrules{}; | 14 | A section is expected here: configurationrules, authorizationrules or issuancerules, in this order.",
            "version=1.0; configurationrules{}; authorizationrules{}; | 14 | configurationrules came with policy version 1.1. Write `version=1.1;`, or leave it out.",
            "\ufeffversion=1.0; authorizationrules{}; | 1 | A policy begins with `version`. Save the text without a byte order mark.",
            "version=1.0; authorizationrules{}; /* open | 36 | This comment is not closed. Write */ at its end.",
            "version=1.0; authorizationrules{=>add(type=\"a,value=1);}; | 44 | This string is not closed. Write \" at its end, and \\\" for a quote inside it.",
            "version=1.0; authorizationrules{=>add(type=“a”,value=1);}; | 44 | Strings stand in straight quotes: \".",
            "version=1.0; authorizationrules{§=>permit();}; | 33 | The character U+00A7 has no meaning outside a string."})
    void advisesOnTheWhole(String text, int column, String message) {
        Problem first = problems(text).getFirst();
        assertEquals(message, first.message());
        assertEquals(column, first.column(), first::toString);
    }

    @Test
    void aForgottenQuoteIsReportedWhereItIsForgotten() {
        List<Problem> problems = problems("""
                version=1.0;
                authorizationrules{
                  [type=="a, value==1] => permit();
                  [type=="b", value==2] => permit();
                };
                """);
        assertEquals(List.of("3:10"), problems.stream().map(p -> p.line() + ":" + p.column()).toList(),
                problems::toString);
    }

    @ParameterizedTest
    @Tag("JW-08")
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "nonce", "rp_data",
            "collateral-expired", "x-ms-policy",
            "x-ms-", "assay-nonvendor-anchor", "maa-ehd", "aas-ehd", "maa-attestationcollateral"})
    void refusesToIssueReservedNames(String name) {
        Problem problem = problems("version=1.0;\nauthorizationrules{};\nissuancerules{=>issue(type=\"%s\",value=1);};"
                .formatted(name)).getFirst();
        assertEquals("The token claim \"%s\" is the service's own. Issue under another name.".formatted(name),
                problem.message());
        assertEquals(28, problem.column());
    }

    @ParameterizedTest
    @ValueSource(strings = {"is-debuggable", "sgx-mrsigner", "tee", "svn", "product-id", "issuer", "x-msx", "assay"})
    void letsOtherNamesBeIssued(String name) {
        Policy policy = Policy.parse("version=1.0;authorizationrules{};issuancerules{=>issue(type=\"%s\",value=1);};"
                .formatted(name));
        assertEquals(1, policy.issuance().size());
    }

    @Test
    void stopsListingWhatIsHardlyAPolicy() {
        List<Problem> problems = problems("version=1.0;authorizationrules{" + "=>x();".repeat(1000) + "};");
        assertEquals(Problems.MOST, problems.size());
    }

    @Test
    void shortensSymbolsToOneLine() {
        String symbol = problems("version=1.0;authorizationrules{[value==1 \"a\n%s\"]=>permit();};"
                .formatted("b".repeat(500))).getFirst().symbol();
        assertTrue(symbol.length() < 50 && symbol.startsWith("\"a b"), symbol);
    }

    static List<Problem> problems(String text) {
        return assertThrows(PolicyParsingException.class, () -> Policy.parse(text)).problems();
    }
}
