package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyState;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.signing.SigningKey;
import dev.assay.signing.SoftwareCustody;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StoredKeyRingTest {
    private static final SigningKey OTHER = new KeyMaker().make("https://b.example", SigningAlgorithm.RS256,
            AuditRecords.AT);
    private static final Instant EXPIRY = AuditRecords.AT.plus(Duration.ofHours(8));

    private final TransactedKeys rows = new TransactedKeys();
    private final AtomicLong nanos = new AtomicLong();
    private final UUID blue = TestDatabase.tenant("blue");

    @Test
    void asksTheDatabaseOnceInTwoSeconds() {
        SigningKeys.insert(blue);
        StoredKeyRing ring = ring(SigningKeys.KEK);
        assertEquals(SigningKeys.KEY.privateKey(), ring.active(owner(blue), EXPIRY).privateKey());
        int asked = rows.reads.get();
        assertEquals(SigningKeys.KEY.kid(), ring.active(owner(blue), EXPIRY).kid());
        assertEquals(List.of(SigningKeys.KEY.published()), ring.published(owner(blue)));
        assertEquals(asked, rows.reads.get());
    }

    @Test
    @Tag("KM-03")
    void noticesAnotherNodesRotationWithinTwoSeconds() {
        SigningKeys.insert(blue);
        StoredKeyRing ring = ring(SigningKeys.KEK);
        ring.active(owner(blue), EXPIRY);
        rows.insert(blue, KeyState.NEXT, SigningKeys.stored(blue, OTHER), SigningKeys.ACT);
        rows.handOver(blue, SigningKeys.KEY.kid(), OTHER.kid(), SigningKeys.ACT);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertEquals(OTHER.kid(), ring.active(owner(blue), EXPIRY).kid());
        assertEquals(List.of(OTHER.published(), SigningKeys.KEY.published()), ring.published(owner(blue)));
    }

    @Test
    @Tag("JW-10")
    void recordsTheLatestExpiryOncePerHourAndNotPerToken() {
        SigningKeys.insert(blue);
        StoredKeyRing ring = ring(SigningKeys.KEK);
        ring.active(owner(blue), EXPIRY);
        int asked = rows.reads.get();
        for (int minute = 0; minute < 60; minute++)
            ring.active(owner(blue), EXPIRY.plus(Duration.ofMinutes(minute)));
        assertEquals(asked, rows.reads.get());
        Instant latest = rows.read(blue).getFirst().facts().times().latestExpiry();
        assertFalse(latest.isBefore(EXPIRY.plus(Duration.ofMinutes(59))));
        ring.active(owner(blue), latest.plusSeconds(1));
        assertTrue(rows.read(blue).getFirst().facts().times().latestExpiry().isAfter(latest));
    }

    @Test
    @Tag("KM-03")
    void neverSignsBeyondWhatTheRowSaysWithAKeyThatWasReplaced() {
        SigningKeys.insert(blue);
        StoredKeyRing ring = ring(SigningKeys.KEK);
        ring.active(owner(blue), EXPIRY);
        rows.insert(blue, KeyState.NEXT, SigningKeys.stored(blue, OTHER), SigningKeys.ACT);
        rows.handOver(blue, SigningKeys.KEY.kid(), OTHER.kid(), SigningKeys.ACT);
        assertEquals(OTHER.kid(), ring.active(owner(blue), EXPIRY.plus(Duration.ofDays(1))).kid());
    }

    @Test
    @Tag("KM-03")
    void signsNoMoreWithADestroyedKey() {
        SigningKeys.insert(blue);
        StoredKeyRing ring = ring(SigningKeys.KEK);
        ring.active(owner(blue), EXPIRY);
        assertEquals(1, rows.destroyAll(blue, SigningKeys.ACT));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThrows(KeyUnavailableException.class, () -> ring.active(owner(blue), EXPIRY));
        assertEquals(List.of(), ring.published(owner(blue)));
    }

    @Test
    @Tag("JW-07")
    void neverSignsForATenantWithAnothersRow() {
        UUID red = TestDatabase.tenant("red");
        rows.insert(red, KeyState.ACTIVE, SigningKeys.stored(blue, SigningKeys.KEY), SigningKeys.ACT);
        assertThrows(KeyUnavailableException.class, () -> ring(SigningKeys.KEK).active(owner(red), EXPIRY));
    }

    @Test
    void refusesACertificateOfAnotherKey() {
        SigningKeys.insert(blue);
        rows.certify(blue, SigningKeys.KEY.kid(), List.of(OTHER.certificate()), SigningKeys.ACT);
        StoredKeyRing ring = ring(SigningKeys.KEK);
        assertThrows(KeyUnavailableException.class, () -> ring.active(owner(blue), EXPIRY));
        assertThrows(KeyUnavailableException.class, () -> ring.published(owner(blue)));
    }

    @Test
    @Tag("KM-02")
    void opensNothingWithAnotherKeyEncryptionKey() {
        SigningKeys.insert(blue);
        StoredKeyRing ring = ring(new KeyEncryptionKey(KeyEncryptionKey.newSecret()));
        assertThrows(KeyUnavailableException.class, () -> ring.active(owner(blue), EXPIRY));
        assertEquals(1, ring.published(owner(blue)).size());
    }

    @Test
    @Tag("KM-07")
    void opensNoKeyOfACustodyThatIsNotConfigured() {
        SigningKeys.insert(blue);
        StoredKeyRing ring = new StoredKeyRing(rows, Map.of(), owner -> {}, nanos::get);
        assertThrows(KeyUnavailableException.class, () -> ring.active(owner(blue), EXPIRY));
    }

    private StoredKeyRing ring(KeyEncryptionKey kek) {
        return new StoredKeyRing(rows, Map.of(CustodyKind.SOFTWARE, new SoftwareCustody(kek)), owner -> {}, nanos::get);
    }

    private static KeyOwner owner(UUID tenant) {
        return new KeyOwner(tenant, "https://a.example", KeyTerms.USUAL);
    }
}
