package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

@Tag("AU-02")
class ClientRowsTest {
    private static final SecretHash FIRST = SecretHash.of("the first");
    private static final SecretHash SECOND = SecretHash.of("the second");

    private final TransactedClients rows = new TransactedClients();
    private final ClientId platforms = new ClientId(Optional.empty(),
            "robot-" + UUID.randomUUID().toString().substring(0, 8));
    private final String red = "red-" + UUID.randomUUID().toString().substring(0, 8);
    private final ClientId tenants = new ClientId(Optional.of(red), "robot");

    @Test
    void givesBackWhatItStoredOfThePlatformAndOfATenant() {
        provision(red);
        for (Client client : List.of(client(platforms, Role.PLATFORM_ADMINISTRATOR),
                client(tenants, Role.TENANT_ADMINISTRATOR))) {
            assertTrue(rows.insert(client));
            assertEquals(Optional.of(client), rows.read(client.id()));
            assertFalse(rows.insert(client));
        }
    }

    @Test
    void knowsNoClientOfATenantThereIsNot() {
        assertEquals(Optional.empty(), rows.read(tenants));
        assertFalse(rows.insert(client(tenants, Role.AUDITOR)));
        assertEquals(Optional.empty(), rows.read(platforms));
    }

    @Test
    void rotatesToTwoSecretsAndEndsTheOlder() {
        provision(red);
        rows.insert(client(tenants, Role.AUDITOR));
        assertTrue(rows.rotate(tenants, SECOND));
        assertEquals(new Client.Secrets(SECOND, Optional.of(FIRST)), rows.read(tenants).orElseThrow().secrets());
        assertTrue(rows.endPrevious(tenants));
        assertEquals(new Client.Secrets(SECOND, Optional.empty()), rows.read(tenants).orElseThrow().secrets());
    }

    @Test
    void notesTheHourOfUseOnly() throws SQLException {
        rows.insert(client(platforms, Role.PLATFORM_ADMINISTRATOR));
        rows.used(platforms, Instant.parse("2026-11-24T12:34:56Z"));
        rows.used(platforms, Instant.parse("2026-11-24T11:34:56Z"));
        assertEquals("2026-11-24 12:00:00", TestDatabase.asSuperuserOne(
                "SELECT (last_used_at AT TIME ZONE 'UTC')::text FROM assay.platform_client WHERE client_name = '"
                        + platforms.name() + "'"));
    }

    @Test
    @Tag("TE-01")
    void keepsATenantsClientsFromAnotherTenant() throws SQLException {
        provision(red);
        rows.insert(client(tenants, Role.AUDITOR));
        String mine = "SELECT count(*)::text FROM assay.api_client";
        assertEquals(List.of("0"), RowSecurityTest.strings(TestDatabase.app(), TestDatabase.tenant("blue"), mine));
    }

    @Test
    @Tag("TE-07")
    void knowsNoClientOfADeletedTenant() throws SQLException {
        provision(red);
        rows.insert(client(tenants, Role.AUDITOR));
        TestDatabase.asSuperuser("UPDATE assay.tenant SET state = 'deleted', deleted_at = now(), shred_after = now()"
                + " WHERE name = '" + red + "'");
        assertEquals(Optional.empty(), rows.read(tenants));
    }

    private static void provision(String tenant) {
        TestDatabase.transaction(entities -> TestDatabase.rows(entities).provision(tenant));
    }

    private static Client client(ClientId id, Role role) {
        return new Client(id, Set.of(role), new Client.Secrets(FIRST, Optional.empty()),
                new Client.Standing(false, Optional.of(Instant.parse("2027-01-01T00:00:00Z"))));
    }
}
