package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyState;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.signing.SigningKey;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses, whatever a server's code would do (KM-03). */
@Tag("KM-03")
class SigningKeyFenceTest {
    private static final String UNIQUE = "23505";
    private static final String CHECK = "23514";

    private final TransactedKeys rows = new TransactedKeys();
    private final UUID blue = TestDatabase.tenant("blue");
    private final SigningKey first = stored(KeyState.ACTIVE);
    private final SigningKey second = stored(KeyState.NEXT);

    private SigningKey stored(KeyState state) {
        SigningKey key = new KeyMaker().make("https://a.example", SigningAlgorithm.ES256, AuditRecords.AT);
        assertTrue(rows.insert(blue, state, SigningKeys.stored(blue, key), SigningKeys.ACT));
        return key;
    }

    /** As a node would that believed in a hand-over of its own: even past row-level security there is one. */
    @ParameterizedTest
    @CsvSource({"next,active", "active,next"})
    void letsATenantHaveOneActiveAndOneNextKey(String from, String to) {
        assertEquals(UNIQUE, state("UPDATE assay.signing_key SET state = '" + to + "' WHERE state = '" + from
                + "' AND tenant_id = '" + blue + "'"));
        assertEquals(List.of(first.kid(), second.kid()), kids());
    }

    @Test
    void takesNoSecondActiveOrNextKeyAndRecordsNone() throws SQLException {
        String before = events();
        for (KeyState state : List.of(KeyState.ACTIVE, KeyState.NEXT)) {
            SigningKey late = new KeyMaker().make("https://a.example", SigningAlgorithm.ES256, AuditRecords.AT);
            assertFalse(rows.insert(blue, state, SigningKeys.stored(blue, late), SigningKeys.ACT));
        }
        assertFalse(rows.handOver(blue, second.kid(), first.kid(), SigningKeys.ACT));
        assertEquals(before, events());
    }

    @Test
    void keepsNoKeyOfADestroyedOne() {
        assertEquals(CHECK, state("UPDATE assay.signing_key SET state = 'destroyed' WHERE tenant_id = '" + blue
                + "' AND state = 'next'"));
    }

    @Test
    @Tag("KM-07")
    void takesNoCiphertextForAKeyThatATokenHolds() {
        assertEquals(CHECK, state("UPDATE assay.signing_key SET custody = 'pkcs11' WHERE tenant_id = '" + blue + "'"));
    }

    @Test
    void handsOverOnceHoweverOftenItIsAsked() throws SQLException {
        assertTrue(rows.handOver(blue, first.kid(), second.kid(), SigningKeys.ACT));
        assertFalse(rows.handOver(blue, first.kid(), second.kid(), SigningKeys.ACT));
        assertEquals(List.of(second.kid(), first.kid()), kids());
        assertEquals("activate publish retire activate", events());
    }

    @ParameterizedTest
    @Tag("AD-01")
    @ValueSource(strings = {"UPDATE assay.key_event SET subject = 'nobody'", "DELETE FROM assay.key_event",
            "TRUNCATE assay.key_event"})
    void letsTheApplicationChangeNoRecord(String sql) throws SQLException {
        assertEquals("42501", assertThrows(SQLException.class,
                () -> RowSecurityTest.strings(TestDatabase.app(), blue, sql)).getSQLState());
    }

    private List<String> kids() {
        return rows.read(blue).stream().map(StoredKey::kid).toList();
    }

    private String events() throws SQLException {
        return TestDatabase.asSuperuserOne("SELECT string_agg(operation, ' ' ORDER BY event_no) FROM assay.key_event "
                + "WHERE tenant_id = '" + blue + "'");
    }

    private static String state(String sql) {
        return assertThrows(SQLException.class, () -> TestDatabase.asSuperuser(sql)).getSQLState();
    }
}
