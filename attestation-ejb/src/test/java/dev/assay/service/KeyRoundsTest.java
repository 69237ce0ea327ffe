package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.evidence.AttestationType;
import dev.assay.persistence.LeaseRows;
import dev.assay.persistence.TestDatabase;
import dev.assay.signing.KeyState;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import dev.assay.tenant.TenantSnapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KM-03")
class KeyRoundsTest {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final KeyNode node = new KeyNode(clock);
    private final Map<String, Tenant> known = new HashMap<>();

    @Test
    void reachesTenantsThatNoConfigurationNames() {
        UUID blue = tenant("blue");
        UUID red = tenant("red");
        for (UUID tenant : List.of(blue, red))
            node.desk.keeper().first(KeyNode.owner(tenant));
        clock.move(Duration.ofDays(1));
        assertEquals(2, rounds(leases()).go("node-1", clock.instant()));
        assertEquals(List.of(KeyState.ACTIVE, KeyState.NEXT), node.states(blue));
        assertEquals(List.of(KeyState.ACTIVE, KeyState.NEXT), node.states(red));
        assertEquals(0, rounds(leases()).go("node-1", clock.instant()));
    }

    @Test
    void leavesTheWorkToTheNodeThatHoldsTheLease() {
        UUID blue = tenant("blue");
        node.desk.keeper().first(KeyNode.owner(blue));
        clock.move(Duration.ofDays(1));
        assertEquals(0, rounds(new LeaseRows() {
            @Override
            public boolean take(String job, String holder, Duration length) {
                return false;
            }
        }).go("node-2", clock.instant()));
        assertEquals(List.of(KeyState.ACTIVE), node.states(blue));
    }

    @Test
    void leasesAJobToOneNodeUntilItRunsOut() throws SQLException {
        String job = "job-" + UUID.randomUUID();
        assertTrue(leases().take(job, "node-1", Duration.ofMinutes(5)));
        assertTrue(leases().take(job, "node-1", Duration.ofMinutes(5)));
        assertFalse(leases().take(job, "node-2", Duration.ofMinutes(5)));
        TestDatabase.asSuperuser("UPDATE assay.timer_lease SET until = now() WHERE name = '" + job + "'");
        assertTrue(leases().take(job, "node-2", Duration.ofMinutes(5)));
        assertFalse(leases().take(job, "node-1", Duration.ofMinutes(5)));
    }

    private UUID tenant(String prefix) {
        String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
        UUID id = TestDatabase.transaction(entities -> TestDatabase.rows(entities).provision(name));
        known.put(name, KeyNode.tenant(id, name));
        return id;
    }

    private KeyRounds rounds(LeaseRows leases) {
        return new KeyRounds(new KeyRounds.Stores(node.rows, leases), directory(), node.desk);
    }

    /** A lease as the container hands it out, each call a transaction of its own. */
    private static LeaseRows leases() {
        return new LeaseRows() {
            @Override
            public boolean take(String job, String holder, Duration length) {
                return TestDatabase
                        .transaction(entities -> TestDatabase.leases(entities).take(job, holder, length));
            }
        };
    }

    private TenantDirectory directory() {
        // why: other tests' tenants share the database and are not this test's to rotate.
        return new TenantDirectory() {
            @Override
            public List<Tenant> all() {
                return List.of(known.values().iterator().next());
            }

            @Override
            public Optional<Tenant> find(String name) {
                return Optional.ofNullable(known.get(name));
            }

            @Override
            public Optional<TenantSnapshot> snapshot(String name, AttestationType type) {
                return Optional.empty();
            }
        };
    }
}
