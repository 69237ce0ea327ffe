package dev.assay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AU-02")
class ClientTest {
    private static final Instant NOW = Forge.NOW;
    private static final Instant UNTIL = NOW.plusSeconds(60);
    private static final Client.Secrets FIRST = new Client.Secrets(SecretHash.of("the first"), Optional.empty());

    @Test
    void admitsTheSecretInUseAndNoOther() {
        Client client = client(FIRST, false, Optional.empty());
        assertTrue(Client.admits(Optional.of(client), "the first", NOW));
        assertFalse(Client.admits(Optional.of(client), "The first", NOW));
        assertFalse(Client.admits(Optional.of(client), "", NOW));
        assertFalse(Client.admits(Optional.empty(), "the first", NOW));
    }

    @Test
    void admitsTwoSecretsAfterARotationAndTheOldestNoMoreAfterTheNext() {
        Client.Secrets second = FIRST.rotated(SecretHash.of("the second"), UNTIL);
        assertTrue(Client.admits(Optional.of(client(second, false, Optional.empty())), "the first", NOW));
        assertTrue(Client.admits(Optional.of(client(second, false, Optional.empty())), "the second", NOW));
        Client.Secrets third = second.rotated(SecretHash.of("the third"), UNTIL);
        assertFalse(Client.admits(Optional.of(client(third, false, Optional.empty())), "the first", NOW));
        assertTrue(Client.admits(Optional.of(client(third, false, Optional.empty())), "the second", NOW));
    }

    @Test
    void admitsTheSecretBeforeUntilItsEndAndNotAtIt() {
        Client client = client(FIRST.rotated(SecretHash.of("the second"), UNTIL), false, Optional.empty());
        assertTrue(Client.admits(Optional.of(client), "the first", UNTIL.minusMillis(1)));
        assertEquals(Optional.of(UNTIL), client.secrets().previousUntil(UNTIL.minusMillis(1)));
        assertFalse(Client.admits(Optional.of(client), "the first", UNTIL));
        assertTrue(Client.admits(Optional.of(client), "the second", UNTIL));
        assertEquals(Optional.empty(), client.secrets().previousUntil(UNTIL));
    }

    @Test
    void admitsTokensOfItsEpochWhileItStands() {
        Client.Standing now = new Client.Standing(false, Optional.of(UNTIL), Forge.EPOCH);
        assertTrue(now.admits(Forge.EPOCH, NOW));
        assertFalse(now.admits(Forge.EPOCH, UNTIL));
        assertFalse(now.admits(UUID.randomUUID(), NOW));
        assertFalse(new Client.Standing(true, Optional.empty(), Forge.EPOCH).admits(Forge.EPOCH, NOW));
    }

    @Test
    void admitsNobodyDisabledOrExpired() {
        assertFalse(Client.admits(Optional.of(client(FIRST, true, Optional.empty())), "the first", NOW));
        assertFalse(Client.admits(Optional.of(client(FIRST, false, Optional.of(NOW))), "the first", NOW));
        assertTrue(
                Client.admits(Optional.of(client(FIRST, false, Optional.of(NOW.plusMillis(1)))), "the first", NOW));
    }

    @Test
    void keepsNoSecretAndNoTwoHashesAlike() {
        SecretHash one = SecretHash.of("the first");
        assertNotEquals(one.hash(), SecretHash.of("the first").hash());
        assertEquals(16, one.salt().length());
        assertTrue(one.rounds() >= 210_000);
    }

    @Test
    void readsIdsOfThePlatformAndOfTenants() {
        assertEquals(Optional.of(new ClientId(Optional.empty(), "platform-admin")),
                ClientId.parse("platform-admin"));
        assertEquals(Optional.of(new ClientId(Optional.of("red"), "robot")), ClientId.parse("red.robot"));
        for (String text : List.of("", "a", "red.robot.x", "Red.robot", "red.robot\n", ".robot", "red.", "r'd.robot"))
            assertEquals(Optional.empty(), ClientId.parse(text), text);
    }

    private static Client client(Client.Secrets secrets, boolean disabled, Optional<Instant> expires) {
        return new Client(new ClientId(Optional.empty(), "robot"), Set.of(Role.PLATFORM_ADMINISTRATOR), secrets,
                new Client.Standing(disabled, expires));
    }
}
