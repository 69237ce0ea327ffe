package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyRing;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KM-03")
class FirstKeysTest {
    private static final SigningKey KEY = new KeyMaker().make("https://attest.example.org", Instant.EPOCH);
    private static final UUID TENANT = new UUID(0, 1);

    private final List<UUID> made = new ArrayList<>();
    private final KeyRing ring = new KeyRing() {
        @Override
        public Optional<SigningKey> active(UUID tenant) {
            return made.contains(tenant) ? Optional.of(KEY) : Optional.empty();
        }

        @Override
        public List<PublishedKey> published(UUID tenant) {
            return active(tenant).map(key -> new PublishedKey(key.kid(), key.certificate())).stream().toList();
        }
    };
    private final FirstKeys keys = new FirstKeys(ring, made::add);

    @Test
    void makesAKeyOnceHoweverManyAsk() {
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 16; i++)
                callers.execute(() -> keys.published(TENANT));
        }
        assertEquals(Optional.of(KEY), keys.active(TENANT));
        assertEquals(List.of(TENANT), made);
    }

    @Test
    void makesNoneForATenantThatHasOne() {
        made.add(TENANT);
        assertEquals(Optional.of(KEY), keys.active(TENANT));
        assertEquals(1, made.size());
    }

    @Test
    void hasNoneWhereNoneCouldBeMade() {
        FirstKeys none = new FirstKeys(ring, tenant -> {});
        assertEquals(Optional.empty(), none.active(TENANT));
        assertTrue(none.published(TENANT).isEmpty());
    }
}
