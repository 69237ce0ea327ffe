package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.identity.AccessTokenKey;
import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.AdministrativeAct.Operation;
import dev.assay.persistence.LeaseRows;
import dev.assay.persistence.TestDatabase;
import dev.assay.persistence.TransactedAccessKey;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes on one database; the clocks are the test's. */
@Tag("KM-03")
class AccessKeyKeeperTest {
    private static final Duration PERIOD = Duration.ofDays(90);

    private final KeyEncryptionKey kek = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
    private final AtomicLong nanos = new AtomicLong(1);
    private final AtomicInteger reads = new AtomicInteger();
    private final AccessKeyKeeper here = node();
    private final AccessKeyKeeper there = node();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    private AccessKeyKeeper node() {
        TransactedAccessKey rows = new TransactedAccessKey();
        AccessKeyCustody custody = new AccessKeyCustody(kek);
        return new AccessKeyKeeper(rows, custody, new AccessKeyRing(() -> {
            reads.incrementAndGet();
            return rows.read();
        }, custody, nanos::incrementAndGet));
    }

    @BeforeEach
    void firstStart() throws SQLException {
        TestDatabase.asSuperuser("DELETE FROM assay.access_key; DELETE FROM assay.access_token_key;"
                + " DELETE FROM assay.platform_event");
        here.first("node-1", now);
        there.first("node-2", now);
    }

    @Test
    void hasOneKeyOnEveryNodeAndStart() {
        assertEquals(here.ring().active().kid(), there.ring().active().kid());
        assertEquals(here.ring().active().kid(), node().ring().active().kid());
    }

    @Test
    void believesAKeyAnotherNodeMadeAMomentAgo() {
        AccessTokenKey old = here.ring().active();
        there.ring().active();
        String fresh = rotate(here, false).orElseThrow().kid();
        assertEquals(fresh, here.ring().active().kid());
        assertEquals(fresh, there.ring().named(fresh, now).orElseThrow().kid());
        assertTrue(there.ring().named(old.kid(), now).isPresent());
    }

    @Test
    void believesTheOldKeyForItsTokensLifeAndSkewAndNotAfter() {
        String old = here.ring().active().kid();
        rotate(here, false);
        Instant end = now.plus(AccessKeyKeeper.OVERLAP);
        assertTrue(AccessKeyKeeper.OVERLAP.compareTo(Duration.ofMinutes(16)) >= 0);
        assertTrue(here.ring().named(old, end.minusMillis(1)).isPresent());
        assertFalse(here.ring().named(old, end).isPresent());
    }

    @Test
    void endsEveryTokenAtOnceWhereAskedTo() {
        String oldest = here.ring().active().kid();
        String older = rotate(here, false).orElseThrow().kid();
        String fresh = rotate(here, true).orElseThrow().kid();
        for (AccessKeyKeeper node : new AccessKeyKeeper[]{here, there}) {
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            assertFalse(node.ring().named(oldest, now).isPresent());
            assertFalse(node.ring().named(older, now).isPresent());
            assertTrue(node.ring().named(fresh, now).isPresent());
        }
    }

    @Test
    void letsOneOfTwoNodesReplaceAKey() throws SQLException {
        AccessKeyRing.Active seen = here.ring().latest();
        assertTrue(here.replace(seen, false, act()).isPresent());
        assertEquals(Optional.empty(), there.replace(seen, false, act()));
        assertEquals("1", TestDatabase.asSuperuserOne("SELECT count(*) FROM assay.access_key WHERE state = 'active'"));
        assertEquals(here.ring().active().kid(), there.ring().active().kid());
    }

    @Test
    void rotatesByTheClockAndDestroysWhatServesNoMore() throws SQLException {
        String old = here.ring().active().kid();
        assertEquals(0, here.tend(leases(true), PERIOD, "node-1", now.plus(PERIOD).minusSeconds(1)));
        now = now.plus(PERIOD);
        assertEquals(0, there.tend(leases(false), PERIOD, "node-2", now));
        assertEquals(1, here.tend(leases(true), PERIOD, "node-1", now));
        assertNotEquals(old, here.ring().active().kid());
        assertEquals(0, here.tend(leases(true), PERIOD, "node-1", now.plus(AccessKeyKeeper.OVERLAP).minusMillis(1)));
        assertEquals(1, here.tend(leases(true), PERIOD, "node-1", now.plus(AccessKeyKeeper.OVERLAP)));
        assertEquals("destroyed0", TestDatabase.asSuperuserOne(
                "SELECT state || octet_length(wrapped_key) FROM assay.access_key WHERE kid = '" + old + "'"));
        assertEquals("create rotate destroy", TestDatabase.asSuperuserOne(
                "SELECT string_agg(operation, ' ' ORDER BY recorded_at) FROM assay.platform_event"
                        + " WHERE object_kind = 'access-token-key'"));
    }

    @Test
    void readsOnceForTwoSecondsOfKnownKeys() {
        String kid = here.ring().active().kid();
        int before = reads.get();
        for (int i = 0; i < 100; i++)
            assertTrue(here.ring().named(kid, now).isPresent());
        assertEquals(before, reads.get());
    }

    @Test
    @Tag("KM-01")
    void leavesOutAPlantedKeyAndGoesOn() throws SQLException {
        String kid = here.ring().active().kid();
        TestDatabase.asSuperuser("INSERT INTO assay.access_key SELECT '" + "A".repeat(43)
                + "', 'verify-only', public_key, key_version, key_nonce, wrapped_key, dek_nonce, wrapped_dek,"
                + " kek_check, activated_at, now() + interval '1 day' FROM assay.access_key");
        assertFalse(here.ring().named("A".repeat(43), now).isPresent());
        assertTrue(here.ring().named(kid, now).isPresent());
    }

    @Test
    @Tag("KM-01")
    void doesNotStartWithAnotherKeyEncryptionKey() {
        TransactedAccessKey rows = new TransactedAccessKey();
        AccessKeyCustody other = new AccessKeyCustody(new KeyEncryptionKey(KeyEncryptionKey.newSecret()));
        AccessKeyKeeper stranger = new AccessKeyKeeper(rows, other, new AccessKeyRing(rows::read, other,
                nanos::incrementAndGet));
        assertThrows(KeyUnavailableException.class, () -> stranger.first("node-3", now));
    }

    private Optional<AccessKeyKeeper.Replaced> rotate(AccessKeyKeeper node, boolean revoke) {
        return node.replace(node.ring().latest(), revoke, act());
    }

    private AdministrativeAct act() {
        return new AdministrativeAct(Operation.ROTATE, "platform-admin", "issuer", "trace", now);
    }

    private static LeaseRows leases(boolean given) {
        return new LeaseRows() {
            @Override
            public boolean take(String job, String holder, Duration length) {
                return given;
            }
        };
    }
}
