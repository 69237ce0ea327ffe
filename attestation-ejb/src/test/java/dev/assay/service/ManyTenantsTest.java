package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes so many tenants by the service and reads them as requests do: {@code mvn test -Dassay.bench.tenants=10000
 * -Dtest=ManyTenantsTest}. Prints times and asserts none.
 */
@EnabledIfSystemProperty(named = "assay.bench.tenants", matches = "\\d{1,6}", disabledReason = "a measurement, made on demand")
class ManyTenantsTest {
    private static final String BASE = "https://attest.example.org";
    private static final int READS = 2_000;
    private static final TenantCall PLATFORM = new TenantCall(
            new Caller(Optional.empty(), "root", BASE, Set.of(Role.PLATFORM_ADMINISTRATOR)), OptionalInt.empty(), "");

    private final Transacted.Store store = new Transacted.Store();
    private final Transacted.Rows rows = new Transacted.Rows();
    private final String prefix = "many-" + UUID.randomUUID().toString().substring(0, 8) + "-";

    @Test
    void readsAnyOfManyTenantsAsOneOfFew() {
        int many = Integer.getInteger("assay.bench.tenants");
        create(0, 10);
        measure("10 tenants", 10);
        long start = System.nanoTime();
        create(10, many);
        System.out.printf("made %d more in %d ms%n", many - 10, (System.nanoTime() - start) / 1_000_000);
        measure(many + " tenants", many);
    }

    private void create(int from, int to) {
        StoredTenants directory = directory();
        TenantAdministration tenants = new TenantAdministration(directory, store,
                new TenantDesk(BASE, directory, () -> Instant.EPOCH), new TenantLife(Duration.ZERO, id -> {}),
                new SecondPerson(new Transacted.Proposals(), Duration.ofDays(7), () -> Instant.EPOCH));
        for (int i = from; i < to; i++)
            assertTrue(tenants.create(new TenantWish(prefix + i, TenantPatch.NONE),
                    PLATFORM) instanceof TenantAnswer.Made);
    }

    /** A directory made anew, as a server that starts has it; the first half of the reads is for warming up. */
    private void measure(String what, int tenants) {
        long start = System.nanoTime();
        StoredTenants directory = directory();
        long opened = System.nanoTime() - start;
        long[] micros = new long[READS];
        for (int i = 0; i < READS; i++) {
            String name = prefix + (i * 7919L) % tenants;
            long before = System.nanoTime();
            assertEquals(name, directory.snapshot(name, AttestationType.SGX_ENCLAVE).orElseThrow().tenant().name());
            micros[i] = (System.nanoTime() - before) / 1000;
        }
        long[] warm = Arrays.copyOfRange(micros, READS / 2, READS);
        Arrays.sort(warm);
        System.out.printf("%s: directory opened in %d us; read p50 %d us, p99 %d us%n", what, opened / 1000,
                warm[warm.length / 2], warm[warm.length * 99 / 100]);
    }

    private StoredTenants directory() {
        return new StoredTenants(BASE, List.of(), new StoredTenants.Stores(rows, store));
    }
}
