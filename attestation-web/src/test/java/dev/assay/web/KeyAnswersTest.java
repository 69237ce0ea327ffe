package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.service.KeyAnswer;
import dev.assay.service.KeyView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyAnswersTest {
    private static final String KID = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"BAD_VALUE,400", "FORBIDDEN,403", "NOT_FOUND,404", "CONFLICT,409"})
    void givesEachRefusalItsStatusAndCode(KeyAnswer.Kind kind, int status) {
        Problem problem = KeyAnswers.problem(new KeyAnswer.Refused(kind, "some-code", "Why."));
        assertEquals(List.of(status, "some-code", "Why."),
                List.of(problem.status(), problem.code(), problem.detail()));
    }

    @ParameterizedTest
    @Tag("KM-07")
    @EnumSource(KeyAnswer.Lack.class)
    void answers503WhereSomethingIsOut(KeyAnswer.Lack lack) {
        Problem problem = KeyAnswers.problem(lack);
        assertEquals(503, problem.status());
        assertEquals("5", problem.headers().get("Retry-After"));
        assertTrue(List.of("store-unavailable", "signing-unavailable").contains(problem.code()));
    }

    @Test
    void showsWhatAKeyHasAndLeavesOutWhatItHasNot() {
        KeyView.Certificate certificate = new KeyView.Certificate("CN=a", "CN=b", AT, AT, true);
        KeyView active = new KeyView(KID, "RS256", "active", "pkcs11",
                new KeyView.Dates(AT, Optional.of(AT), Optional.empty(), Optional.of(AT)), certificate);
        KeyView next = new KeyView(KID, "RS256", "next", "software",
                new KeyView.Dates(AT, Optional.empty(), Optional.empty(), Optional.empty()), certificate);
        String rest = "\"certificate\":{\"subject\":\"CN=a\",\"issuer\":\"CN=b\",\"notBefore\":\"2026-11-24T12:00:00Z\","
                + "\"notAfter\":\"2026-11-24T12:00:00Z\",\"issuedByOperator\":true}}";
        assertEquals("{\"keys\":[{\"kid\":\"" + KID + "\",\"algorithm\":\"RS256\",\"state\":\"active\","
                + "\"custody\":\"pkcs11\",\"createdAt\":\"2026-11-24T12:00:00Z\","
                + "\"activatedAt\":\"2026-11-24T12:00:00Z\",\"lastTokenExpiry\":\"2026-11-24T12:00:00Z\"," + rest
                + ",{\"kid\":\"" + KID + "\",\"algorithm\":\"RS256\",\"state\":\"next\",\"custody\":\"software\","
                + "\"createdAt\":\"2026-11-24T12:00:00Z\"," + rest + "]}",
                KeyAnswers.json(List.of(active, next)).toString());
    }

    @Test
    void takesAPlainYesOrNoToRevoke() {
        assertTrue(KeyRequests.revoke(Bytes.utf8("{\"revoke\":true}")));
        assertFalse(KeyRequests.revoke(Bytes.utf8("{\"Revoke\":false}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"revoke\":\"true\"}", "{\"revoke\":null}", "{\"revoke\":1}",
            "{\"revoke\":true,\"kid\":\"x\"}", "{\"revoke\":true,\"revoke\":false}", "{\"revoke\":true"})
    void refusesToGuessWhetherToRevoke(String body) {
        assertThrows(MalformedException.class, () -> KeyRequests.revoke(Bytes.utf8(body)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9X",
            "../../../../../../../../../../../etc/passwd"})
    void refusesWhatIsNoKeyId(String text) {
        assertThrows(MalformedException.class, () -> KeyRequests.kid(text));
        assertEquals(KID, KeyRequests.kid(KID));
    }
}
