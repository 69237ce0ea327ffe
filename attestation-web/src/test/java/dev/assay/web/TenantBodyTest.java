package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.service.GuardPatch;
import dev.assay.service.QuotaPatch;
import dev.assay.service.TenantPatch;
import dev.assay.service.TenantWish;
import dev.assay.service.TokenPatch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantBodyTest {
    @Test
    void readsATenantToBeMade() {
        TenantWish wish = TenantBody.wish(Bytes
                .utf8("""
                        {"name":"contoso","trustModel":"AAD","baseline":"azure","token":{"algorithm":"ES256","lifetimeSeconds":300,"audience":"rp"},
                         "quotas":{"requestsPerSecond":7,"bodyBytes":65536,"policyVersions":3,"tpmDevices":50}}"""));
        assertEquals(new TenantWish("contoso", new TenantPatch(Optional.of("azure"), Optional.empty(),
                new TokenPatch(Optional.of("ES256"), Optional.of(Optional.of(Duration.ofSeconds(300))),
                        Optional.of(Optional.of("rp"))),
                new QuotaPatch(Optional.of(OptionalInt.of(7)), OptionalInt.of(65_536), OptionalInt.of(3),
                        OptionalInt.empty(), Optional.empty(), OptionalInt.of(50)),
                GuardPatch.NONE, Optional.empty())), wish);
    }

    @Test
    void leavesOutWhatIsNotNamed() {
        assertEquals(TenantPatch.NONE, patch("{}"));
        assertEquals(new TenantWish("contoso", TenantPatch.NONE),
                TenantBody.wish(Bytes.utf8("{\"NAME\":\"contoso\"}")));
    }

    @Test
    void takesNullForBackToTheUsual() {
        TenantPatch patch = patch(
                "{\"token\":{\"lifetimeSeconds\":null,\"audience\":null},\"quotas\":{\"requestsPerSecond\":null}}");
        assertEquals(Optional.of(Optional.empty()), patch.token().lifetime());
        assertEquals(Optional.of(Optional.empty()), patch.token().audience());
        assertEquals(Optional.of(OptionalInt.empty()), patch.quotas().requestsPerSecond());
        assertEquals(Optional.of(OptionalInt.empty()), patch("{\"keepEvidence\":{\"days\":null}}").keepEvidenceDays());
        assertEquals(TenantPatch.NONE.withKeepEvidenceDays(OptionalInt.of(30)),
                patch("{\"keepEvidence\":{\"days\":30}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"keepEvidence\":30}", "{\"keepEvidence\":{\"days\":\"x\"}}",
            "{\"keepEvidence\":{\"for\":1}}", "", "[]", "null", "{", "{}{}", "{\"baseline\":1}", "{\"token\":3}",
            "{\"token\":{\"audience\":3}}", "{\"token\":{\"algorithm\":null}}", "{\"token\":null}",
            "{\"quotas\":{\"bodyBytes\":1.5}}", "{\"quotas\":{\"bodyBytes\":99999999999}}",
            "{\"quotas\":{\"bodyBytes\":null}}", "{\"quotas\":{\"bodyBytes\":\"1\"}}", "{\"quotas\":{\"surplus\":1}}",
            "{\"baseline\":\"azure\",\"Baseline\":\"strict\"}", "{\"name\":\"other\"}", "{\"trustModel\":\"AAD\"}",
            "{\"anchorSet\":1}", "{\"fourEyes\":\"yes\"}", "{\"authenticatedTypes\":\"SgxEnclave\"}",
            "{\"authenticatedTypes\":[1]}", "{\"policySigningCertificates\":\"x\"}",
            "{\"quotas\":{\"storedEvidenceBytes\":1.5}}", "{\"quotas\":{\"tpmDevices\":null}}",
            "{\"state\":\"active\"}", "{\"version\":1}"})
    void refusesWhatNobodyMayPatch(String body) {
        assertThrows(MalformedException.class, () -> patch(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}", "{\"name\":7}",
            "{\"name\":\"contoso\",\"trustModel\":\"Isolated\"}", "{\"name\":\"contoso\",\"trustModel\":\"Open\"}",
            "{\"name\":\"contoso\",\"policySigningCertificates\":{\"keys\":[]}}",
            "{\"name\":\"contoso\",\"id\":\"1\"}"})
    void refusesATenantThatCannotBeMade(String body) {
        assertThrows(MalformedException.class, () -> TenantBody.wish(Bytes.utf8(body)));
    }

    @Test
    void neverEchoesAnUnknownMember() {
        String message = assertThrows(MalformedException.class, () -> patch("{\"<script>\":1}")).getMessage();
        assertFalse(message.contains("script"));
        assertTrue(message.contains("baseline, foureyes, keepevidence, quotas, token"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', value = {"\"3\",3", "W/\"3\",0", "3,0", "\"0\",0", "\"x\",0", "'\"3\", \"4\"',0"})
    void matchesNoVersionButOneItGaveOut(String header, int expected) {
        assertEquals(OptionalInt.of(expected), Version.expected(header));
    }

    @Test
    void matchesAnyVersionWhereNoneIsNamed() {
        assertEquals(OptionalInt.empty(), Version.expected(null));
        assertEquals(OptionalInt.empty(), Version.expected("*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "10000", "x", "", "1e2"})
    void refusesAPageOfNoSize(String limit) {
        assertThrows(MalformedException.class, () -> TenantRequests.size(limit));
        assertEquals(100, TenantRequests.size(null));
        assertEquals(1000, TenantRequests.size("1000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "A", "a b", "'", "12345678901234567890123456789012345678901"})
    void refusesToGoOnBehindWhatIsNoName(String after) {
        assertThrows(MalformedException.class, () -> TenantRequests.after(after));
        assertEquals("", TenantRequests.after(null));
        assertEquals("contoso", TenantRequests.after("contoso"));
    }

    private static TenantPatch patch(String body) {
        return TenantBody.patch(Bytes.utf8(body));
    }
}
