package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.identity.AccessTokens;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import dev.assay.identity.TokenRefusedException;
import dev.assay.persistence.AccessKeyRows;
import dev.assay.persistence.ClientRows;
import dev.assay.signing.KeyEncryptionKey;
import jakarta.ejb.EJBException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AU-02")
class GatehouseTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final ClientId ROBOT = new ClientId(Optional.of("red"), "robot");

    private final Clients clients = new Clients();
    private final AtomicLong nanos = new AtomicLong();
    private final TestClock clock = new TestClock(NOW);
    private final Gatehouse gatehouse = new Gatehouse(new AccessTokens("https://assay.example"), keeper(), clients,
            new ClockGuard(clock, nanos::get));

    /** In memory. */
    private static final class Clients extends ClientRows {
        private final Map<ClientId, Instant> used = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private Optional<Client> robot = Optional.of(client(new Client.Standing(false, Optional.empty())));
        private boolean down;

        @Override
        public Optional<Client> read(ClientId id) {
            return robot.filter(client -> client.id().equals(id));
        }

        @Override
        public Optional<Client.Standing> standing(ClientId id) {
            asked.incrementAndGet();
            if (down)
                throw new EJBException("the database does not answer");
            return read(id).map(Client::standing);
        }

        @Override
        public void used(ClientId id, Instant at) {
            used.put(id, at);
        }

        private static Client client(Client.Standing standing) {
            return new Client(ROBOT, Set.of(Role.AUDITOR),
                    new Client.Secrets(SecretHash.of("secret"), Optional.empty()), standing);
        }
    }

    @Test
    void givesATokenThatSaysWhoTheClientIs() {
        assertEquals(Optional.of("red"), gatehouse.identify(token()).tenant());
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

    @Test
    @Tag("AU-05")
    void refusesTokensOfAClientChangedHereAtOnce() {
        String token = token();
        gatehouse.identify(token);
        clients.robot = Optional.of(Clients.client(new Client.Standing(false, Optional.empty())));
        gatehouse.forget(ROBOT);
        assertThrows(TokenRefusedException.class, () -> gatehouse.identify(token));
    }

    @Test
    @Tag("AU-05")
    void refusesTokensOfAClientChangedElsewhereAfterTwoSeconds() {
        String token = token();
        gatehouse.identify(token);
        clients.robot = Optional.empty();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos() - 1);
        gatehouse.identify(token);
        nanos.addAndGet(1);
        assertThrows(TokenRefusedException.class, () -> gatehouse.identify(token));
    }

    @Test
    void turnsNobodyAwayByWhatItKept() {
        Optional<Client> stands = clients.robot;
        gatehouse.identify(token());
        clients.robot = Optional.of(Clients.client(new Client.Standing(false, Optional.empty())));
        assertEquals("red.robot", gatehouse.identify(token()).subject());
        clients.robot = stands;
        assertEquals("red.robot", gatehouse.identify(token()).subject());
    }

    @Test
    void refusesTokensOfAClientThatExpiresMeanwhile() {
        Instant end = NOW.plusSeconds(60);
        clients.robot = Optional.of(Clients.client(new Client.Standing(false, Optional.of(end))));
        String token = token();
        gatehouse.identify(token);
        clock.move(Duration.ofSeconds(60));
        assertThrows(TokenRefusedException.class, () -> gatehouse.identify(token));
    }

    @Test
    void asksTheStoreOnceInTwoSeconds() {
        String token = token();
        for (int i = 0; i < 100; i++)
            gatehouse.identify(token);
        assertEquals(1, clients.asked.get());
    }

    @Test
    void believesNobodyWhileTheStoreIsAway() {
        String token = token();
        gatehouse.identify(token);
        clients.down = true;
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThrows(EJBException.class, () -> gatehouse.identify(token));
    }

    private String token() {
        nanos.addAndGet(Duration.ofMillis(200).toNanos());
        return assertInstanceOf(AccessAnswer.Granted.class, gatehouse.grant("red.robot", "secret", "192.0.2.1"))
                .token();
    }

    private AccessKeyKeeper keeper() {
        AccessKeyCustody custody = new AccessKeyCustody(new KeyEncryptionKey(KeyEncryptionKey.newSecret()));
        List<AccessKeyRows.Stored> stored = List.of(custody.make(NOW));
        return new AccessKeyKeeper(new AccessKeyRows(), custody, new AccessKeyRing(() -> stored, custody, nanos::get));
    }
}
