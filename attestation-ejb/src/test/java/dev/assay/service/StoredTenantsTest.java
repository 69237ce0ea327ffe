package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.policy.Policy;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.NewTenant;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.tenant.TenantState;
import dev.assay.tenant.UnreadablePolicyException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StoredTenantsTest {
    private static final String BASE = "https://attest.example.org";
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final TenantSettings AZURE = baseline("azure", "vendors");

    private final Transacted.Store store = new Transacted.Store();
    private final Transacted.Rows rows = new Transacted.Rows();
    private final StoredTenants tenants = directory(List.of());

    @Test
    void servesATenantMadeWhileItRuns() {
        String name = name();
        assertEquals(Optional.empty(), snapshot(name));
        create(name, AZURE);
        Tenant found = snapshot(name).orElseThrow().tenant();
        assertEquals(BASE + "/t/" + name, found.issuer());
        assertEquals(Baseline.AZURE, found.baseline());
        assertEquals(AnchorSet.VENDORS, found.anchors());
    }

    @Test
    void heedsAChangeWithTheNextRequest() {
        String name = name();
        UUID id = create(name, TenantSettings.USUAL);
        assertEquals(Baseline.STRICT, snapshot(name).orElseThrow().tenant().baseline());
        become(id, TenantState.ACTIVE, AZURE);
        assertEquals(Baseline.AZURE, snapshot(name).orElseThrow().tenant().baseline());
    }

    @Test
    void attestsNothingForASuspendedTenantButPublishesItsKeys() {
        String name = name();
        UUID id = create(name, TenantSettings.USUAL);
        become(id, TenantState.SUSPENDED, TenantSettings.USUAL);
        assertEquals(Optional.empty(), snapshot(name));
        assertTrue(tenants.find(name).isPresent());
        become(id, TenantState.ACTIVE, TenantSettings.USUAL);
        assertTrue(snapshot(name).isPresent());
    }

    @Test
    @Tag("TE-07")
    void servesNothingOfADeletedTenant() {
        String name = name();
        UUID id = create(name, TenantSettings.USUAL);
        assertTrue(snapshot(name).isPresent());
        become(id, TenantState.DELETED, TenantSettings.USUAL);
        assertEquals(Optional.empty(), snapshot(name));
        assertEquals(Optional.empty(), tenants.find(name));
    }

    @Test
    void letsConfigurationWinForTheTenantsItNames() {
        String name = name();
        UUID id = create(name, TenantSettings.USUAL);
        StoredTenants configured = directory(List.of(plan(id, name)));
        assertEquals(Baseline.AZURE, configured.snapshot(name, AttestationType.SGX_ENCLAVE).orElseThrow().tenant()
                .baseline());
    }

    @Test
    void servesAConfiguredTenantOnlyWhileConfigured() {
        String name = name();
        UUID id = rows.provision(name);
        assertTrue(directory(List.of(plan(id, name))).snapshot(name, AttestationType.SGX_ENCLAVE).isPresent());
        assertEquals(Optional.empty(), snapshot(name));
        assertEquals(Optional.empty(), tenants.find(name));
    }

    @Test
    @Tag("BS-11")
    void refusesAnAnchorSetThatConfigurationDoesNotName() {
        String name = name();
        create(name, baseline("strict", "elsewhere"));
        assertThrows(IllegalStateException.class, () -> snapshot(name));
    }

    @Test
    @Tag("TE-03")
    void keepsTheCompiledPoliciesOfTwoTenantsApart() {
        Policy one = Policy.parse("version=1.0; authorizationrules{ => permit(); }; issuancerules{ };");
        Policy other = Policy.parse("version=1.0; authorizationrules{ => deny(); }; issuancerules{ };");
        String blue = name();
        String red = name();
        rows.activate(create(blue, TenantSettings.USUAL), AttestationType.SGX_ENCLAVE, one);
        rows.activate(create(red, TenantSettings.USUAL), AttestationType.SGX_ENCLAVE, other);
        for (int warm = 0; warm < 2; warm++) {
            assertEquals(one.hash(), snapshot(blue).orElseThrow().policy().hash());
            assertEquals(other.hash(), snapshot(red).orElseThrow().policy().hash());
        }
    }

    @Test
    @Tag("DO-10")
    void permitsNothingByAPolicyItCannotRead() {
        String name = name();
        UUID id = create(name, TenantSettings.USUAL);
        rows.activate(id, AttestationType.SGX_ENCLAVE, later());
        for (int call = 0; call < 2; call++) {
            UnreadablePolicyException refused = assertThrows(UnreadablePolicyException.class, () -> snapshot(name));
            assertEquals(1, refused.version());
            assertEquals(id, refused.tenant().id());
            assertEquals(later().hash(), refused.hash());
        }
        assertTrue(tenants.snapshot(name, AttestationType.OPEN_ENCLAVE).isPresent());
        rows.activate(id, AttestationType.SGX_ENCLAVE,
                Policy.parse("version=1.0; authorizationrules{ => permit(); }; issuancerules{ };"));
        assertEquals(2, snapshot(name).orElseThrow().policyVersion());
    }

    /** As a later release may have stored it. */
    private static Policy later() {
        Policy one = Policy.parse("version=1.0; authorizationrules{ => permit(); }; issuancerules{ };");
        return new Policy("version=9.0; authorizationrules{ => maybe(); };", one.version(), one.configuration(),
                one.authorization(), one.issuance());
    }

    private StoredTenants directory(List<Tenant> configured) {
        return new StoredTenants(BASE, configured, new StoredTenants.Stores(rows, store));
    }

    private static Tenant plan(UUID id, String name) {
        return new Tenant(id, name, BASE + "/t/" + name, AnchorSet.VENDORS, Baseline.AZURE);
    }

    private Optional<TenantSnapshot> snapshot(String name) {
        return tenants.snapshot(name, AttestationType.SGX_ENCLAVE);
    }

    private UUID create(String name, TenantSettings settings) {
        return store.create(
                new NewTenant(name, settings, List.of(), Optional.empty(), Bytes.utf8(name).sha256()),
                by(TenantChange.Operation.CREATE)).tenant()
                .id();
    }

    private void become(UUID id, TenantState state, TenantSettings settings) {
        boolean deleted = state == TenantState.DELETED;
        store.change(id,
                now -> new TenantRecord(id, now.name(), now.managed(), state, settings, now.version(),
                        new TenantRecord.Dates(now.dates().created(), AT, Optional.of(AT).filter(at -> deleted),
                                Optional.of(AT).filter(at -> deleted), Optional.empty())),
                by(TenantChange.Operation.CHANGE));
    }

    private static TenantChange by(TenantChange.Operation operation) {
        return new TenantChange(operation, "alice", "issuer", "trace", AT);
    }

    private static TenantSettings baseline(String baseline, String anchors) {
        TenantSettings usual = TenantSettings.USUAL;
        return new TenantSettings(usual.trustModel(), baseline, anchors, usual.authenticated(), usual.token(),
                usual.quotas(), usual.fourEyes(), usual.keepEvidenceDays());
    }

    private static String name() {
        return "some-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
