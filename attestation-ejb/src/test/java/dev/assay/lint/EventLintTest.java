package dev.assay.lint;

import static dev.assay.lint.Linted.codes;
import static dev.assay.lint.Linted.one;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("TP-11")
@Tag("TP-19")
class EventLintTest {
    private static final String EVENTS = "c:[type==\"events\", issuer==\"AttestationService\"]";
    private static final String START = "version=1.2; authorizationrules { => permit(); }; issuancerules {\n";

    private static String issuing(String query) {
        return START + EVENTS + " => issue(type=\"x\", value=JsonToClaimValue(JmesPath(c.value, \"" + query
                + "\"))); };";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', textBlock = """
            Events[?EventTypeString=='EV_EFI_VARIABLE_DRIVER_CONFIG'] | length(@)   ~ unmeasured-event-field
            Events[?EventType==`6`] | length(@)                                     ~ unmeasured-event-field
            Events[?EventSeq<`9`] | length(@)                                       ~ unmeasured-event-field
            Events[?EventTypeString=='EV_EVENT_TAG' && PcrIndex==`12`] | length(@)  ~
            Events[?EventTypeString=='EV_S_CRTM_VERSION' && Digests.SHA256=='aa'] | length(@) ~
            Events[?PcrIndex==`7`] | length(@)                                      ~
            Events[?EventTypeString=='EV_NO_ACTION' && PcrIndex==`0`] | length(@)   ~ unmeasured-event
            Events[?PcrIndex==`12`].ProcessedData.EVENT_AIKID | length(@)           ~ unmeasured-event
            Events[?EventTypeString=='EV_EFI_BOOT_SERVICES_DRIVER' && PcrIndex==`2`].ProcessedData.X | length(@) ~ unmeasured-event-data
            Events[?PcrIndex=='7'] | length(@)                                      ~ query-compares-types
            """)
    void saysWhatAQuoteDoesNotCover(String query, String code) {
        List<String> found = codes("Tpm", issuing(query)).stream().map(one -> one.split(" ")[0]).toList();
        assertEquals(code == null ? List.of() : List.of(code), found);
    }

    @Test
    void aLaterQueryMayAskForThePcr() {
        String first = START + EVENTS + " => add(type=\"all\", value=JmesPath(c.value, \"Events[?EventType==`6`]\"));\n"
                + "c:[type==\"all\", issuer==\"AttestationPolicy\"] => issue(type=\"x\", value=JsonToClaimValue("
                + "JmesPath(c.value, \"%s\"))); };";
        assertEquals(List.of(), codes("Tpm", first.formatted("[?PcrIndex==`7`] | length(@)")));
        assertEquals(List.of("unmeasured-event-field 2:53"), codes("Tpm", first.formatted("length(@)")));
    }

    @Test
    void aDecisionByWhatWasSelectedReliesOnItToo() {
        String text = "version=1.2; authorizationrules {\n" + EVENTS
                + " => add(type=\"n\", value=JmesPath(c.value, \"Events[?EventType==`6`] | length(@)\"));\n"
                + "[type==\"n\", value==\"1\", issuer==\"AttestationPolicy\"] => permit(); };";
        assertEquals(List.of("unmeasured-event-field 2:53"), codes("Tpm", text));
        assertEquals("authorizationrules > rule 1 > action", one("Tpm", text, "unmeasured-event-field").path());
    }

    @Test
    void queriesPutTogetherFromTextsAreReadToo() {
        String text = START + "=> add(type=\"q\", value=AppendString(\"Events[?PcrIndex == \", \"20]\"));\n"
                + EVENTS + " && q:[type==\"q\", issuer==\"AttestationPolicy\"]"
                + " => issue(type=\"x\", value=JsonToClaimValue(JmesPath(c.value, q.value))); };";
        assertEquals(List.of("query-bare-number 3:99"), codes("Tpm", text));
    }

    @Test
    void whatJmesPathGivesIsJsonText() {
        String text = "version=1.2; authorizationrules { k:[type==\"x-ms-tpm-request-key\", "
                + "issuer==\"AttestationService\"] => add(type=\"kty\", value=JmesPath(k.value, \"jwk.kty\"));\n"
                + "[type==\"kty\", value==%s] => permit(); };";
        assertEquals(List.of("never-permits 2:1", "json-text-compared 2:15"), codes("Tpm", text.formatted("\"RSA\"")));
        assertEquals(List.of(), codes("Tpm", text.formatted("\"\\\"RSA\\\"\"")));
        assertEquals(List.of("never-permits 2:1", "wrong-value-type 2:15"), codes("Tpm", text.formatted("2")));
        assertEquals(List.of(), codes("Tpm", text.replace("JmesPath(k.value, \"jwk.kty\")",
                "JsonToClaimValue(JmesPath(k.value, \"jwk.kty\"))").formatted("\"RSA\"")));
    }

    @Test
    void issuingWhatIsReadOnlyFails() {
        String pcrs = START + "c:[type==\"pcrs\", issuer==\"AttestationService\"] => issue(%s); };";
        List<String> expected = List.of("read-only-claim 2:51");
        assertEquals(expected, codes("Tpm", pcrs.formatted("claim=c")));
        assertEquals(expected, codes("Tpm", pcrs.formatted("type=\"x\", value=JmesPath(c.value, \"PCRs[0]\")")));
        assertEquals(List.of(),
                codes("Tpm", pcrs.formatted("type=\"x\", value=ContainsOnlyValue(c.value, \"a\")")));
    }

    @Test
    void issuingWhatJmesPathGivesPutsJsonTextInTheToken() {
        String key = START + "c:[type==\"x-ms-tpm-request-key\", issuer==\"AttestationService\"] => issue(%s); };";
        assertEquals(List.of("json-text-issued 2:67"),
                codes("Tpm", key.formatted("type=\"x\", value=JmesPath(c.value, \"jwk.kty\")")));
        assertEquals(List.of(), codes("Tpm", key.formatted("type=\"x\", value=c.value")));
    }

    @Test
    void tellsFunctionsThatAreGivenWhatTheyNeverTake() {
        String rule = START
                + "c:[type==\"tpmVersion\", issuer==\"AttestationService\"] => issue(type=\"x\", value=%s); };";
        assertEquals("AppendString takes a String, and what it is given is an Integer: wherever the rule's conditions "
                + "hold, the attestation fails.",
                one("Tpm", rule.formatted("AppendString(\"v\", c.value)"), "function-fails").message());
        assertEquals(List.of("function-fails 2:57"), codes("Tpm", rule.formatted("NegateBool(c.value)")));
        assertEquals(List.of(), codes("Tpm", rule.formatted("NegateBool(ContainsOnlyValue(c.value, 2))")));
    }
}
