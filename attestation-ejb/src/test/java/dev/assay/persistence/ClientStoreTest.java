package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.AdministrativeAct.Operation;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.ClientRecord;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import dev.assay.persistence.ClientStore.Creation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AU-02")
class ClientStoreTest {
    private static final SecretHash FIRST = SecretHash.of("the first");
    private static final SecretHash SECOND = SecretHash.of("the second");
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    private final TransactedClientStore store = new TransactedClientStore();
    private final String red = "red-" + UUID.randomUUID().toString().substring(0, 8);
    private final ClientId robot = new ClientId(Optional.of(red), "robot");
    private final ClientId root = new ClientId(Optional.empty(), "root-" + red.substring(4));

    static AdministrativeAct by(Operation operation) {
        return new AdministrativeAct(operation, "alice", "https://login.example.org", "trace", AT);
    }

    @BeforeEach
    void provision() {
        TestDatabase.transaction(entities -> TestDatabase.rows(entities).provision(red));
    }

    @Test
    void makesAClientOnce() {
        for (Client client : List.of(client(robot, Role.AUDITOR), client(root, Role.PLATFORM_ADMINISTRATOR))) {
            assertEquals(Creation.MADE, create(client));
            assertEquals(new ClientRecord(client, 1, new ClientRecord.Dates(AT, AT, Optional.empty())),
                    store.find(client.id()).orElseThrow());
            assertEquals(Creation.TAKEN, create(client));
        }
    }

    @Test
    void changesRolesSecretsAndStanding() {
        create(client(robot, Role.AUDITOR));
        Client.Standing standing = new Client.Standing(true, Optional.of(AT.plusSeconds(9)));
        Client other = new Client(robot, Set.of(Role.KEY_ADMINISTRATOR, Role.ATTESTATION_READER),
                new Client.Secrets(FIRST, Optional.empty()).rotated(SECOND, AT.plusSeconds(7)), standing);
        ClientRecord changed = store.change(robot, now -> other, by(Operation.CHANGE)).orElseThrow();
        assertEquals(other, changed.client());
        assertEquals(2, changed.version());
        assertEquals(changed, store.find(robot).orElseThrow());
    }

    @Test
    @Tag("TE-06")
    void takesNoMoreThanThereIsRoomForThoughAskedAtOnce() throws Exception {
        List<Callable<Creation>> asks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Client client = client(new ClientId(Optional.of(red), "robot-" + i), Role.AUDITOR);
            asks.add(() -> store.create(client, 5, by(Operation.CREATE)));
        }
        List<Creation> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Creation> answer : threads.invokeAll(asks))
                answers.add(answer.get());
        }
        assertEquals(5, answers.stream().filter(Creation.MADE::equals).count());
        assertEquals(3, answers.stream().filter(Creation.FULL::equals).count());
        assertEquals(5, store.page(Optional.of(red), "", 100).size());
    }

    @Test
    void deletesForGoodAndLetsTheNameBeUsedAgain() throws SQLException {
        create(client(robot, Role.AUDITOR));
        ClientRecord first = store.find(robot).orElseThrow();
        assertEquals(Optional.of(false), store.delete(robot, held -> false, by(Operation.DELETE)));
        assertEquals(Optional.of(true), store.delete(robot, held -> true, by(Operation.DELETE)));
        assertEquals(Optional.empty(), store.delete(robot, held -> true, by(Operation.DELETE)));
        assertEquals("0", TestDatabase.asSuperuserOne("SELECT count(*) FROM assay.api_client c JOIN assay.tenant t"
                + " USING (tenant_id) WHERE t.name = '" + red + "'"));
        assertEquals(Creation.MADE, create(client(robot, Role.AUDITOR)));
        assertNotEquals(first.client().standing().epoch(),
                store.find(robot).orElseThrow().client().standing().epoch());
    }

    @Test
    @Tag("AD-05")
    void recordsEachActInItsTransactionAndNoSecretOrHash() throws SQLException {
        for (Client client : List.of(client(robot, Role.AUDITOR), client(root, Role.PLATFORM_ADMINISTRATOR))) {
            create(client);
            store.change(client.id(), now -> now.client().client(), by(Operation.CHANGE));
            store.change(client.id(), now -> rotated(now.client().client()), by(Operation.ROTATE));
            store.delete(client.id(), held -> false, by(Operation.DELETE));
            store.delete(client.id(), held -> true, by(Operation.DELETE));
        }
        String acts = "string_agg(version || operation || subject || issuer || trace_id, ' ' ORDER BY version)";
        String expected = "1createalicehttps://login.example.orgtrace 2rotatealicehttps://login.example.orgtrace"
                + " 3deletealicehttps://login.example.orgtrace";
        String ofTenant = "assay.client_event e JOIN assay.tenant t USING (tenant_id) WHERE t.name = '" + red + "'";
        String ofPlatform = "assay.platform_event e WHERE e.object_name = '" + root.name() + "'";
        for (String where : List.of(ofTenant, ofPlatform)) {
            assertEquals(expected, TestDatabase.asSuperuserOne("SELECT "
                    + acts.replace("version", "e.version") + " FROM " + where));
            String rows = TestDatabase.asSuperuserOne("SELECT string_agg(to_jsonb(e)::text, ' ') FROM " + where);
            assertTrue(rows.contains("previousSecretUntil\": \"2026-11-24T12:00:07"), rows);
            for (SecretHash hash : List.of(FIRST, SECOND)) {
                assertFalse(rows.contains(hash.hash().toHex()), rows);
                assertFalse(rows.contains(hash.salt().toHex()), rows);
            }
        }
    }

    @Test
    void tellsWhoIsTheLastOfThePlatform() throws SQLException {
        TestDatabase.asSuperuser("DELETE FROM assay.platform_client");
        assertFalse(store.platformHasClients());
        create(client(root, Role.PLATFORM_ADMINISTRATOR));
        assertTrue(store.platformHasClients());
        assertTrue(isLast(root));
        ClientId other = new ClientId(Optional.empty(), "other-" + red.substring(4));
        create(client(other, Role.PLATFORM_ADMINISTRATOR));
        assertFalse(isLast(root));
        for (Client.Standing down : List.of(new Client.Standing(true, Optional.empty()),
                new Client.Standing(false, Optional.of(AT)))) {
            store.change(other, now -> new Client(other, now.client().client().roles(),
                    now.client().client().secrets(), down), by(Operation.CHANGE));
            assertTrue(isLast(root), down.toString());
        }
        create(client(robot, Role.AUDITOR));
        assertFalse(isLast(robot));
    }

    private boolean isLast(ClientId id) {
        List<Boolean> seen = new ArrayList<>();
        store.delete(id, held -> {
            seen.add(held.lastOfPlatform());
            return false;
        }, by(Operation.DELETE));
        return seen.getFirst();
    }

    @Test
    @Tag("TE-04")
    void knowsTenantsUntilTheyAreDeleted() throws SQLException {
        assertTrue(store.knows(Optional.empty()));
        assertTrue(store.knows(Optional.of(red)));
        assertFalse(store.knows(Optional.of("nobody-at-all")));
        TestDatabase.asSuperuser("UPDATE assay.tenant SET state = 'suspended' WHERE name = '" + red + "'");
        assertTrue(store.knows(Optional.of(red)));
        TestDatabase.asSuperuser("UPDATE assay.tenant SET state = 'deleted', deleted_at = now(), shred_after = now()"
                + " WHERE name = '" + red + "'");
        assertFalse(store.knows(Optional.of(red)));
    }

    private Creation create(Client client) {
        return store.create(client, 1000, by(Operation.CREATE));
    }

    private static Client rotated(Client now) {
        return new Client(now.id(), now.roles(), now.secrets().rotated(SECOND, AT.plusSeconds(7)), now.standing());
    }

    private static Client client(ClientId id, Role role) {
        return new Client(id, Set.of(role), new Client.Secrets(FIRST, Optional.empty()),
                new Client.Standing(false, Optional.empty()));
    }
}
