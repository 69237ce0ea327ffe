package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.persistence.TestDatabase;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyState;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.signing.SoftwareCustody;
import jakarta.persistence.PersistenceException;
import java.security.interfaces.ECPrivateKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KM-03")
class KeyKeeperTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final TestClock clock = new TestClock(START);
    private final KeyNode one = new KeyNode(clock);
    private final KeyNode two = new KeyNode(clock);
    private final UUID blue = TestDatabase.tenant("blue");

    @Test
    void makesOneFirstKeyHoweverManyNodesAsk() throws Exception {
        Set<String> kids = ConcurrentHashMap.newKeySet();
        together(() -> kids.add(one.desk.ring().active(KeyNode.owner(blue), START).kid()),
                () -> kids.add(two.desk.ring().active(KeyNode.owner(blue), START).kid()));
        assertEquals(Set.of(one.kid(blue, KeyState.ACTIVE)), kids);
        assertEquals(List.of(KeyState.ACTIVE), one.states(blue));
    }

    @Test
    void publishesAFirstKeyToWhoeverAsksBeforeAnyToken() {
        assertEquals(1, one.desk.ring().published(KeyNode.owner(blue)).size());
        assertEquals(one.desk.ring().published(KeyNode.owner(blue)), two.desk.ring().published(KeyNode.owner(blue)));
    }

    @Test
    void neverHasTwoActiveKeysOrNoneWhileTwoNodesRotate() throws Exception {
        one.desk.keeper().first(KeyNode.owner(blue));
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService observer = Executors.newSingleThreadExecutor()) {
            Future<Set<Long>> seen = observer.submit(() -> {
                Set<Long> counts = ConcurrentHashMap.newKeySet();
                while (!done.get())
                    counts.add(activeKeys(two));
                return counts;
            });
            try {
                for (int day = 0; day < 12; day++) {
                    clock.move(Duration.ofDays(1));
                    together(() -> one.desk.keeper().tend(KeyNode.owner(blue)),
                            () -> two.desk.keeper().tend(KeyNode.owner(blue)));
                    assertEquals(1, activeKeys(one));
                }
            } finally {
                done.set(true);
            }
            assertEquals(Set.of(1L), seen.get());
        }
        assertTrue(one.keys(blue).stream().filter(key -> key.is(KeyState.NEXT)).count() <= 1);
    }

    @Test
    void neverHasTwoActiveKeysWhereTwoNodesReplaceInHaste() throws Exception {
        one.desk.keeper().first(KeyNode.owner(blue));
        for (int round = 0; round < 5; round++) {
            together(() -> one.desk.keeper().replace(KeyNode.owner(blue), false, KeyNode.act(clock)),
                    () -> two.desk.keeper().replace(KeyNode.owner(blue), false, KeyNode.act(clock)));
            assertEquals(1, activeKeys(one));
        }
    }

    @Test
    void leavesOneActiveKeyWhereANodeIsKilledInMidRotation() {
        one.desk.keeper().first(KeyNode.owner(blue));
        clock.move(Duration.ofDays(1));
        assertEquals(1, one.desk.keeper().tend(KeyNode.owner(blue)));
        String active = one.kid(blue, KeyState.ACTIVE);
        String next = one.kid(blue, KeyState.NEXT);
        clock.move(Duration.ofDays(1));
        assertThrows(PersistenceException.class, () -> TestDatabase.transaction(entities -> {
            assertTrue(TestDatabase.keys(entities).handOver(blue, active, next, KeyNode.act(clock)));
            return kill(entities.createNativeQuery("SELECT pg_backend_pid()", Integer.class).getSingleResult());
        }));
        assertEquals(active, two.kid(blue, KeyState.ACTIVE));
        assertEquals(next, two.kid(blue, KeyState.NEXT));
        assertEquals(1, two.desk.keeper().tend(KeyNode.owner(blue)));
        assertEquals(next, one.kid(blue, KeyState.ACTIVE));
    }

    @Test
    void changesNothingForANodeThatComesLate() {
        one.desk.keeper().first(KeyNode.owner(blue));
        String first = one.kid(blue, KeyState.ACTIVE);
        assertTrue(one.desk.keeper().replace(KeyNode.owner(blue), false, KeyNode.act(clock)));
        String second = one.kid(blue, KeyState.ACTIVE);
        assertFalse(two.rows.handOver(blue, first, second, KeyNode.act(clock)));
        assertFalse(two.rows.extend(blue, first, START.plus(Duration.ofDays(1))));
        assertEquals(second, two.kid(blue, KeyState.ACTIVE));
    }

    @Test
    void overwritesAKeyOnceItsLastTokenHasEnded() throws SQLException {
        one.desk.ring().active(KeyNode.owner(blue), START.plus(Duration.ofHours(8)));
        String first = one.kid(blue, KeyState.ACTIVE);
        one.desk.keeper().replace(KeyNode.owner(blue), false, KeyNode.act(clock));
        clock.move(Duration.ofHours(8));
        assertEquals(0, one.desk.keeper().tend(KeyNode.owner(blue)));
        assertEquals(List.of(KeyState.ACTIVE, KeyState.VERIFY_ONLY), one.states(blue));
        clock.move(Duration.ofHours(3));
        assertEquals(1, one.desk.keeper().tend(KeyNode.owner(blue)));
        assertEquals(List.of(KeyState.ACTIVE), one.states(blue));
        assertEquals("destroyed 0 0", TestDatabase.asSuperuserOne("""
                SELECT state || ' ' || octet_length(wrapped_key) || ' ' || octet_length(wrapped_dek)
                FROM assay.signing_key WHERE kid = '%s'""".formatted(first)));
    }

    @Test
    void refusesToDestroyAKeyThatSigns() {
        one.desk.keeper().first(KeyNode.owner(blue));
        assertFalse(one.rows.destroy(blue, one.kid(blue, KeyState.ACTIVE), START.plus(Duration.ofDays(9999)),
                KeyNode.act(clock)));
    }

    @Test
    void keepsTheOldKeyForVerificationInAnEmergencyThatNeedsNoMore() {
        one.desk.keeper().first(KeyNode.owner(blue));
        String first = one.kid(blue, KeyState.ACTIVE);
        clock.move(Duration.ofDays(1));
        one.desk.keeper().tend(KeyNode.owner(blue));
        String next = one.kid(blue, KeyState.NEXT);
        assertTrue(one.desk.keeper().replace(KeyNode.owner(blue), false, KeyNode.act(clock)));
        assertEquals(next, one.kid(blue, KeyState.ACTIVE));
        assertEquals(first, one.kid(blue, KeyState.VERIFY_ONLY));
    }

    @Test
    void publishesNoneOfTheOldKeysWhereTheyAreRevoked() {
        one.desk.keeper().first(KeyNode.owner(blue));
        clock.move(Duration.ofDays(1));
        one.desk.keeper().tend(KeyNode.owner(blue));
        List<String> old = one.keys(blue).stream().map(key -> key.kid()).toList();
        assertTrue(one.desk.keeper().replace(KeyNode.owner(blue), true, KeyNode.act(clock)));
        List<PublishedKey> left = two.desk.ring().published(KeyNode.owner(blue));
        assertEquals(1, left.size());
        assertFalse(old.contains(left.getFirst().kid()));
    }

    @Test
    void changesToTheAlgorithmATenantAsksForAfterPublishingItsKey() {
        one.desk.keeper().first(KeyNode.owner(blue));
        KeyTerms wanted = new KeyTerms(SigningAlgorithm.PS256, CustodyKind.SOFTWARE);
        one.desk.keeper().tend(KeyNode.owner(blue, wanted));
        assertEquals(List.of(SigningAlgorithm.ES256, SigningAlgorithm.PS256), one.desk.ring()
                .published(KeyNode.owner(blue, wanted)).stream().map(PublishedKey::algorithm).toList());
        clock.move(Duration.ofDays(1));
        one.desk.keeper().tend(KeyNode.owner(blue, wanted));
        assertEquals(SigningAlgorithm.PS256,
                two.desk.ring().active(KeyNode.owner(blue, wanted), clock.instant()).algorithm());
    }

    @Test
    @Tag("KM-07")
    void makesNoSoftwareKeyForATenantWhoseTokenIsNotThere() {
        KeyTerms hardware = new KeyTerms(SigningAlgorithm.ES256, CustodyKind.PKCS11);
        assertThrows(KeyUnavailableException.class,
                () -> one.desk.ring().active(KeyNode.owner(blue, hardware), START));
        assertEquals(List.of(), one.states(blue));
    }

    @Test
    @Tag("TE-07")
    void leavesNothingToSignWithOnceATenantsKeysAreDestroyed() {
        one.desk.keeper().first(KeyNode.owner(blue));
        one.desk.keeper().replace(KeyNode.owner(blue), false, KeyNode.act(clock));
        assertEquals(2, one.desk.keeper().destroyAll(blue));
        assertEquals(List.of(), one.states(blue));
    }

    @Test
    @Tag("KM-02")
    void showsNoPrivateKeyInADumpOfItsRows() throws SQLException {
        var key = one.desk.ring().active(KeyNode.owner(blue), START);
        String scalar = ((ECPrivateKey) key.privateKey()).getS().toString(16);
        String dump = TestDatabase.asSuperuserOne("SELECT string_agg(k::text, '') FROM assay.signing_key k");
        assertTrue(dump.contains(key.kid()));
        assertFalse(dump.contains(scalar));
        KeyNode thief = new KeyNode(clock);
        KeyDesk stolen = KeyDesk.open(new KeyDesk.Plan(KeyNode.RULE,
                Map.of(CustodyKind.SOFTWARE,
                        new SoftwareCustody(new KeyEncryptionKey(
                                KeyEncryptionKey.newSecret()))),
                tenant -> KeyNode.QUICK, KeyNode.NODE), thief.rows, clock::instant);
        assertThrows(KeyUnavailableException.class, () -> stolen.ring().active(KeyNode.owner(blue), START));
        assertNotEquals(0, thief.rows.reads.get());
    }

    private long activeKeys(KeyNode node) {
        return node.keys(blue).stream().filter(key -> key.is(KeyState.ACTIVE)).count();
    }

    private static int kill(Object backend) {
        try {
            TestDatabase.asSuperuser("SELECT pg_terminate_backend(" + backend + ")");
            return 0;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static void together(Callable<?> first, Callable<?> second) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            Future<?> left = nodes.submit(() -> {
                start.await();
                return first.call();
            });
            Future<?> right = nodes.submit(() -> {
                start.await();
                return second.call();
            });
            left.get();
            right.get();
        }
    }
}
