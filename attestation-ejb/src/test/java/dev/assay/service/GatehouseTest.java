package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.identity.AccessTokenKey;
import dev.assay.identity.AccessTokens;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import dev.assay.persistence.ClientRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AU-02")
class GatehouseTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final ClientId ROBOT = new ClientId(Optional.of("red"), "robot");

    private final Clients clients = new Clients();
    private final AtomicLong nanos = new AtomicLong();
    private final AccessTokens tokens = tokens();
    private final Gatehouse gatehouse = new Gatehouse(tokens, clients,
            new ClockGuard(new TestClock(NOW), nanos::get));

    /** In memory. */
    private static final class Clients extends ClientRows {
        private final Map<ClientId, Instant> used = new ConcurrentHashMap<>();
        private final Client robot = new Client(ROBOT, Set.of(Role.AUDITOR),
                new Client.Secrets(SecretHash.of("secret"), Optional.empty()),
                new Client.Standing(false, Optional.empty()));

        @Override
        public Optional<Client> read(ClientId id) {
            return Optional.of(robot).filter(client -> client.id().equals(id));
        }

        @Override
        public void used(ClientId id, Instant at) {
            used.put(id, at);
        }
    }

    @Test
    void givesATokenThatSaysWhoTheClientIs() {
        AccessAnswer.Granted granted = assertInstanceOf(AccessAnswer.Granted.class,
                gatehouse.grant("red.robot", "secret", "192.0.2.1"));
        assertEquals(Optional.of("red"), tokens.verify(granted.token(), NOW).tenant());
        assertEquals(Map.of(ROBOT, NOW), clients.used);
    }

    @Test
    void answersEveryMistakeAlikeAndNotesNoUse() {
        assertEquals(new AccessAnswer.Refused(), gatehouse.grant("red.robot", "other", "192.0.2.1"));
        assertEquals(new AccessAnswer.Refused(), gatehouse.grant("red.nobody", "secret", "192.0.2.1"));
        assertEquals(new AccessAnswer.Refused(), gatehouse.grant("no client's id", "secret", "192.0.2.1"));
        assertEquals(Map.of(), clients.used);
    }

    @Test
    @Tag("AU-07")
    void slowsASourceThatGuesses() {
        for (int guess = 0; guess < 10; guess++)
            assertEquals(new AccessAnswer.Refused(), gatehouse.grant("red.robot", "guess", "192.0.2.1"));
        assertInstanceOf(AccessAnswer.TooOften.class, gatehouse.grant("red.robot", "secret", "192.0.2.1"));
        assertInstanceOf(AccessAnswer.Granted.class, gatehouse.grant("red.robot", "secret", "192.0.2.2"));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertInstanceOf(AccessAnswer.Granted.class, gatehouse.grant("red.robot", "secret", "192.0.2.1"));
    }

    private static AccessTokens tokens() {
        var pair = AccessTokenKey.newPair();
        return new AccessTokens("https://assay.example",
                new AccessTokenKey("kid", pair.getPublic(), pair.getPrivate()));
    }
}
