package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.persistence.TestDatabase;
import dev.assay.signing.KeyState;
import dev.assay.signing.PublishedKey;
import dev.assay.token.TokenIssuer;
import dev.assay.token.TokenTerms;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Eight days, hour by hour: two nodes issue and rotate, a relying party fetches the key set every eleven hours. */
class CachingVerifierTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration LIFE = Duration.ofHours(8);
    private static final Duration CACHED = Duration.ofHours(11);

    private final TestClock clock = new TestClock(START);
    private final List<KeyNode> nodes = List.of(new KeyNode(clock), new KeyNode(clock));
    private final UUID blue = TestDatabase.tenant("blue");
    private final TokenIssuer issuer = new TokenIssuer();
    private final Deque<Issued> alive = new ArrayDeque<>();

    private List<PublishedKey> cache = List.of();
    private Instant fetched = Instant.MIN;

    /** A token, and when it ends. */
    private record Issued(String token, Instant expiry) {}

    @Test
    @Tag("JW-10")
    void neverMeetsATokenItCannotVerify() throws JoseException {
        Set<String> signed = new HashSet<>();
        for (int hour = 0; hour < 8 * 24; hour++) {
            KeyNode node = nodes.get(hour % 2);
            node.desk.keeper().tend(KeyNode.owner(blue));
            signed.add(issue(node));
            refresh(nodes.get((hour + 1) % 2));
            for (Issued issued : alive)
                assertTrue(verifies(issued.token()), "hour " + hour);
            clock.move(Duration.ofHours(1));
            alive.removeIf(issued -> !issued.expiry().isAfter(clock.instant()));
            nodes.forEach(any -> any.desk.ring().forget(blue));
        }
        assertEquals(4, signed.size());
        assertTrue(nodes.getFirst().states(blue).stream().filter(state -> state == KeyState.VERIFY_ONLY).count() <= 1);
    }

    private String issue(KeyNode node) {
        TokenTerms terms = new TokenTerms("https://attest.example.org/t/blue", clock.instant(),
                clock.instant().plus(LIFE), Optional.empty());
        var key = node.desk.ring().active(KeyNode.owner(blue), terms.expiry());
        alive.add(new Issued(issuer.sign(issuer.prepare(JsonValue.EMPTY_JSON_OBJECT, terms), key), terms.expiry()));
        return key.kid();
    }

    private void refresh(KeyNode node) {
        if (cache.isEmpty() || !clock.instant().isBefore(fetched.plus(CACHED))) {
            cache = node.desk.ring().published(KeyNode.owner(blue));
            fetched = clock.instant();
        }
    }

    private boolean verifies(String token) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        Optional<PublishedKey> key = cache.stream().filter(held -> held.kid().equals(jws.getKeyIdHeaderValue()))
                .findFirst();
        if (key.isEmpty())
            return false;
        jws.setKey(key.get().certificate().getPublicKey());
        return jws.verifySignature();
    }
}
