package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.identity.AdministrativeAct.Operation;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("AU-02")
class ClientRowsTest {
    private static final SecretHash FIRST = SecretHash.of("the first");
    private static final SecretHash SECOND = SecretHash.of("the second");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private final TransactedClients rows = new TransactedClients();
    private final ClientId platforms = new ClientId(Optional.empty(),
            "robot-" + UUID.randomUUID().toString().substring(0, 8));
    private final String red = "red-" + UUID.randomUUID().toString().substring(0, 8);
    private final ClientId tenants = new ClientId(Optional.of(red), "robot");

    @Test
    void givesBackWhatWasStoredOfThePlatformAndOfATenant() {
        provision(red);
        for (Client client : List.of(client(platforms, Role.PLATFORM_ADMINISTRATOR),
                client(tenants, Role.TENANT_ADMINISTRATOR))) {
            insert(client);
            assertEquals(Optional.of(client), rows.read(client.id()));
            assertEquals(Optional.of(client.standing()), rows.standing(client.id()));
        }
    }

    @Test
    void knowsNoClientOfATenantThereIsNot() {
        assertEquals(Optional.empty(), rows.read(tenants));
        assertEquals(Optional.empty(), rows.standing(tenants));
        assertEquals(Optional.empty(), rows.read(platforms));
    }

    @Test
    void notesTheHourOfUseOnly() throws SQLException {
        insert(client(platforms, Role.PLATFORM_ADMINISTRATOR));
        rows.used(platforms, Instant.parse("2026-11-24T12:34:56Z"));
        rows.used(platforms, Instant.parse("2026-11-24T11:34:56Z"));
        assertEquals("2026-11-24 12:00:00", TestDatabase.asSuperuserOne(
                "SELECT (last_used_at AT TIME ZONE 'UTC')::text FROM assay.platform_client WHERE client_name = '"
                        + platforms.name() + "'"));
    }

    /** As schema 7 could store it. */
    @Test
    void doesNotCountASecretWithoutAnEnd() throws SQLException {
        provision(red);
        insert(client(tenants, Role.AUDITOR));
        TestDatabase.asSuperuser("UPDATE assay.api_client SET previous_until = null WHERE client_name = 'robot'");
        assertEquals(Optional.empty(), rows.read(tenants).orElseThrow().secrets().previous());
    }

    @Test
    @Tag("TE-01")
    void keepsATenantsClientsFromAnotherTenant() throws SQLException {
        provision(red);
        insert(client(tenants, Role.AUDITOR));
        String mine = "SELECT count(*)::text FROM assay.api_client";
        assertEquals(List.of("0"), RowSecurityTest.strings(TestDatabase.app(), TestDatabase.tenant("blue"), mine));
    }

    @ParameterizedTest
    @Tag("TE-07")
    @ValueSource(strings = {"'deleted', deleted_at = now(), shred_after = now()", "'suspended'", "'disabled'"})
    void knowsNoClientOfATenantThatIsNotInForce(String state) throws SQLException {
        provision(red);
        insert(client(tenants, Role.AUDITOR));
        TestDatabase.asSuperuser("UPDATE assay.tenant SET state = " + state + " WHERE name = '" + red + "'");
        assertEquals(Optional.empty(), rows.read(tenants));
        assertEquals(Optional.empty(), rows.standing(tenants));
    }

    private static void provision(String tenant) {
        TestDatabase.transaction(entities -> TestDatabase.rows(entities).provision(tenant));
    }

    private static void insert(Client client) {
        assertEquals(ClientStore.Creation.MADE,
                new TransactedClientStore().create(client, 1000, ClientStoreTest.by(Operation.CREATE)));
    }

    private static Client client(ClientId id, Role role) {
        return new Client(id, Set.of(role),
                new Client.Secrets(FIRST, Optional.of(new Client.Previous(SECOND, END))),
                new Client.Standing(false, Optional.of(END)));
    }
}
