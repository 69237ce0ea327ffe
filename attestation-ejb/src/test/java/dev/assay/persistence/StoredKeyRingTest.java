package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.SigningKey;
import dev.assay.signing.WrappedKey;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StoredKeyRingTest {
    private static final UUID BLUE = new UUID(0, 1);
    private static final UUID RED = new UUID(0, 2);
    private static final SigningKey OTHER = new KeyMaker().make("https://b.example", AuditRecords.AT);

    @Test
    void asksTheDatabaseOnceForATenant() {
        AtomicInteger asked = new AtomicInteger();
        StoredKeyRing ring = new StoredKeyRing(tenant -> {
            asked.incrementAndGet();
            return List.of(row(SigningKeys.KEY, SigningKeys.KEY, BLUE));
        }, SigningKeys.KEK);
        assertEquals(SigningKeys.KEY.kid(), ring.active(BLUE).orElseThrow().kid());
        assertEquals(SigningKeys.KEY.privateKey(), ring.active(BLUE).orElseThrow().privateKey());
        assertEquals(List.of(SigningKeys.KEY.published()), ring.published(BLUE));
        assertEquals(1, asked.get());
    }

    @Test
    void asksAgainWhileATenantHasNone() {
        AtomicInteger asked = new AtomicInteger();
        StoredKeyRing ring = new StoredKeyRing(
                tenant -> asked.incrementAndGet() == 1
                        ? List.of()
                        : List.of(row(SigningKeys.KEY, SigningKeys.KEY, BLUE)),
                SigningKeys.KEK);
        assertTrue(ring.active(BLUE).isEmpty());
        assertTrue(ring.active(BLUE).isPresent());
    }

    @Test
    @Tag("JW-07")
    void neverSignsForATenantWithAnothersRow() {
        StoredKeyRing ring = new StoredKeyRing(tenant -> List.of(row(SigningKeys.KEY, SigningKeys.KEY, BLUE)),
                SigningKeys.KEK);
        assertThrows(KeyUnavailableException.class, () -> ring.active(RED));
    }

    @Test
    void refusesACertificateOfAnotherKey() {
        StoredKeyRing ring = new StoredKeyRing(tenant -> List.of(row(SigningKeys.KEY, OTHER, BLUE)), SigningKeys.KEK);
        assertThrows(KeyUnavailableException.class, () -> ring.active(BLUE));
        assertThrows(KeyUnavailableException.class, () -> ring.published(BLUE));
    }

    @Test
    @Tag("KM-02")
    void opensNothingWithAnotherKeyEncryptionKey() {
        StoredKeyRing ring = new StoredKeyRing(tenant -> List.of(row(SigningKeys.KEY, SigningKeys.KEY, BLUE)),
                new KeyEncryptionKey(KeyEncryptionKey.newSecret()));
        assertThrows(KeyUnavailableException.class, () -> ring.active(BLUE));
    }

    private static SigningKeyRows.Stored row(SigningKey key, SigningKey certified, UUID tenant) {
        WrappedKey wrapped = SigningKeys.KEK.seal(tenant, key.kid(), key.privateKey());
        try {
            return new SigningKeyRows.Stored(key.kid(), true, Bytes.copyOf(certified.certificate().getEncoded()),
                    wrapped);
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
