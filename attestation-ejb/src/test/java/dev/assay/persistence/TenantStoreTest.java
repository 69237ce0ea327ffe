package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.tenant.NewTenant;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.TenantChange.Operation;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantState;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.tenant.TokenSettings;
import dev.assay.tenant.TrustModel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TenantStoreTest {
    private static final Bytes REQUEST = Bytes.utf8("request").sha256();
    private static final TenantSettings UNUSUAL = new TenantSettings(TrustModel.AAD, "azure", "vendors",
            new AuthenticatedTypes(Set.of("SgxEnclave", "OpenEnclave", "Tpm")),
            new TokenSettings(SigningAlgorithm.ES256, Optional.of(Duration.ofMinutes(5)),
                    Optional.of("https://rp.example")),
            new Quotas(OptionalInt.of(7), 65_536, 3, 8_192, OptionalLong.of(1L << 40), 50), true, OptionalInt.of(30));

    @Test
    void keepsEverySetting() {
        assertEquals(UNUSUAL, create(name("blue"), UNUSUAL).settings());
        TenantRecord usual = create(name("red"), TenantSettings.USUAL);
        assertEquals(TenantSettings.USUAL, usual.settings());
        assertEquals(1, usual.version());
        assertTrue(usual.managed());
        assertEquals(TenantState.ACTIVE, usual.state());
        assertEquals(Tenants.AT, usual.dates().created());
    }

    @Test
    void changesEverySetting() {
        UUID id = create(name("blue"), TenantSettings.USUAL).id();
        TenantRecord changed = change(id, UNUSUAL).orElseThrow();
        assertEquals(UNUSUAL, changed.settings());
        assertEquals(2, changed.version());
        assertEquals(TenantSettings.USUAL, change(id, TenantSettings.USUAL).orElseThrow().settings());
    }

    @Test
    void countsNoChangeThatChangesNothing() {
        UUID id = create(name("blue"), UNUSUAL).id();
        assertEquals(1, change(id, UNUSUAL).orElseThrow().version());
    }

    @Test
    @Tag("TE-01")
    void findsNothingToChangeWhereThereIsNoTenant() {
        assertEquals(Optional.empty(), change(UUID.randomUUID(), UNUSUAL));
        assertEquals(Optional.empty(), in(store -> store.read(UUID.randomUUID())));
    }

    @Test
    void givesANameOnceWhoeverAsks() {
        String name = name("race");
        Set<UUID> ids = ConcurrentHashMap.newKeySet();
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++)
                nodes.execute(() -> ids.add(create(name, TenantSettings.USUAL).id()));
        }
        assertEquals(1, ids.size());
    }

    @Test
    void tellsWhichRequestMadeATenant() {
        UUID id = create(name("blue"), TenantSettings.USUAL).id();
        assertEquals(Optional.of(REQUEST), in(store -> store.read(id)).orElseThrow().requestSha256());
        assertEquals(Optional.empty(),
                in(store -> store.read(TestDatabase.tenant("red"))).orElseThrow().requestSha256());
    }

    @Test
    void walksTheDirectoryPageByPage() {
        String prefix = name("page");
        for (int i = 0; i < 5; i++)
            create(prefix + i, TenantSettings.USUAL);
        List<String> seen = new ArrayList<>();
        String after = prefix;
        for (int i = 0; i < 3; i++) {
            String from = after;
            List<String> page = in(store -> store.page(from, 2)).stream().map(TenantStore.Listed::name)
                    .filter(name -> name.startsWith(prefix)).toList();
            seen.addAll(page);
            after = page.getLast();
        }
        assertEquals(List.of(prefix + 0, prefix + 1, prefix + 2, prefix + 3, prefix + 4), seen);
    }

    @Test
    @Tag("AD-05")
    void recordsEachChangeWithItsAuthor() throws SQLException {
        UUID id = create(name("blue"), TenantSettings.USUAL).id();
        change(id, UNUSUAL);
        assertEquals(List.of("1 create alice strict", "2 change alice azure"), RowSecurityTest.strings(
                TestDatabase.app(), id, """
                        SELECT version || ' ' || operation || ' ' || subject || ' ' || (settings ->> 'baseline')
                        FROM assay.tenant_event ORDER BY version"""));
    }

    @Test
    @Tag("TE-07")
    void destroysADeletedTenantsKeysOnceItsTimeIsUp() throws SQLException {
        UUID id = create(name("blue"), TenantSettings.USUAL).id();
        SigningKeys.insert(id);
        in(store -> store.change(id, Tenants.deleting(Duration.ofDays(30)), Tenants.by(Operation.DELETE)));
        assertFalse(shred(id, Duration.ofDays(29)));
        assertFalse(in(store -> store.due(Tenants.AT.plus(Duration.ofDays(29)))).contains(id));
        assertTrue(in(store -> store.due(Tenants.AT.plus(Duration.ofDays(30)))).contains(id));
        assertTrue(shred(id, Duration.ofDays(30)));
        assertFalse(shred(id, Duration.ofDays(30)));
        assertFalse(in(store -> store.due(Tenants.AT.plus(Duration.ofDays(30)))).contains(id));
        assertEquals(List.of("destroyed 0 0"), RowSecurityTest.strings(TestDatabase.app(), id,
                "SELECT state || ' ' || length(wrapped_key) || ' ' || length(wrapped_dek) FROM assay.signing_key"));
    }

    @Test
    @Tag("TE-07")
    void leavesTheKeysOfATenantThatIsNotDeleted() {
        UUID id = create(name("blue"), TenantSettings.USUAL).id();
        SigningKeys.insert(id);
        assertFalse(shred(id, Duration.ofDays(1000)));
        assertEquals(1, TestDatabase.transaction(entities -> TestDatabase.keys(entities).read(id)).size());
    }

    @Test
    @Tag("TE-07")
    void givesTheNameOfADeletedTenantToNobody() {
        String name = name("gone");
        UUID id = create(name, TenantSettings.USUAL).id();
        in(store -> store.change(id, Tenants.deleting(Duration.ZERO), Tenants.by(Operation.DELETE)));
        shred(id, Duration.ofDays(1));
        assertEquals(id, create(name, UNUSUAL).id());
        assertNotEquals(UNUSUAL, create(name, UNUSUAL).settings());
    }

    private static boolean shred(UUID id, Duration later) {
        return in(store -> store.shred(id, Tenants.at(Operation.SHRED, Tenants.AT.plus(later))));
    }

    private static TenantRecord create(String name, TenantSettings settings) {
        return in(store -> store.create(new NewTenant(name, settings, List.of(), Optional.empty(), REQUEST),
                Tenants.by(Operation.CREATE))).tenant();
    }

    private static Optional<TenantRecord> change(UUID id, TenantSettings settings) {
        return in(store -> store.change(id, now -> new TenantRecord(now.id(), now.name(), now.managed(), now.state(),
                settings, now.version(), now.dates()), Tenants.by(Operation.CHANGE)));
    }

    private static <T> T in(Function<TenantStore, T> work) {
        return TestDatabase.transaction(entities -> work.apply(TestDatabase.tenants(entities)));
    }

    private static String name(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
