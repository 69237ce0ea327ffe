package dev.assay.service;

import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.persistence.TenantRows;
import dev.assay.persistence.TenantStore;
import dev.assay.policy.DefaultPolicies;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.tenant.TenantState;
import dev.assay.tenant.UnreadablePolicyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * The tenants in the store. Nothing but ids and compiled policies is kept: a change or a suspension holds for the next
 * request on every node. Where configuration names a tenant, its anchors and baseline are configuration's.
 */
final class StoredTenants implements TenantDirectory {
    private static final Map<String, Baseline> BASELINES = Map.of("strict", Baseline.STRICT, "azure", Baseline.AZURE);

    private final Stores stores;
    private final String baseUrl;
    private final List<Tenant> configured;
    private final Map<String, Tenant> byName;
    private final Map<String, AnchorSet> anchorSets;
    /** A name never changes hands, so what is kept never ages. */
    private final Recent<String, UUID> ids = new Recent<>(16_384);
    /** As last read, for limits only. */
    private final Recent<String, TenantSettings> seen = new Recent<>(16_384);
    private final CompiledPolicies compiled;

    /** What is asked. */
    record Stores(TenantRows rows, TenantStore tenants) {}

    StoredTenants(String baseUrl, List<Tenant> configured, Stores stores) {
        this.baseUrl = baseUrl;
        this.configured = List.copyOf(configured);
        this.stores = stores;
        compiled = new CompiledPolicies(
                version -> stores.rows().stored(version.tenant(), version.type(), version.number()));
        BinaryOperator<AnchorSet> first = (one, same) -> one;
        byName = configured.stream().collect(Collectors.toMap(Tenant::name, tenant -> tenant));
        anchorSets = configured.stream().map(Tenant::anchors)
                .collect(Collectors.toMap(AnchorSet::name, set -> set, first, ConcurrentHashMap::new));
        anchorSets.putIfAbsent(AnchorSet.VENDORS.name(), AnchorSet.VENDORS);
    }

    /** Names of those configuration knows, sorted. */
    SortedSet<String> anchorSetNames() {
        return new TreeSet<>(anchorSets.keySet());
    }

    Optional<AnchorSet> anchorSet(String name) {
        return Optional.ofNullable(anchorSets.get(name));
    }

    /** Of the tenant's own, or one that every server knows. */
    static Optional<Baseline> baseline(Tenant tenant, String name) {
        return tenant.baseline().name().equals(name)
                ? Optional.of(tenant.baseline())
                : Optional.ofNullable(BASELINES.get(name));
    }

    static boolean knowsBaseline(String name) {
        return BASELINES.containsKey(name);
    }

    @Override
    public List<Tenant> all() {
        return configured;
    }

    boolean isConfigured(String name) {
        return byName.containsKey(name);
    }

    /** Settings as this node last read them; the usual ones where it never did. */
    TenantSettings lastSeen(String name) {
        return seen.get(name).orElse(TenantSettings.USUAL);
    }

    /** Whether this node has read a tenant of that name. */
    boolean hasSeen(String name) {
        return seen.get(name).isPresent();
    }

    @Override
    public Optional<Tenant> find(String name) {
        return read(name).map(this::tenant);
    }

    /** As {@link #find}, but neither a suspended one. */
    Optional<Tenant> inForce(String name) {
        return read(name).filter(row -> row.state() == TenantState.ACTIVE).map(this::tenant);
    }

    private Optional<TenantRecord> read(String name) {
        return id(name).flatMap(stores.tenants()::read).map(TenantStore.Made::tenant).filter(this::served);
    }

    @Override
    public Optional<TenantSnapshot> snapshot(String name, AttestationType type) {
        return id(name).flatMap(id -> stores.rows().admit(id, type)).filter(row -> served(row.tenant()))
                .filter(row -> row.tenant().state() == TenantState.ACTIVE)
                .map(row -> snapshot(tenant(row.tenant()), type, row.policyVersion()));
    }

    private Optional<UUID> id(String name) {
        if (byName.containsKey(name))
            return Optional.of(byName.get(name).id());
        Optional<UUID> kept = ids.get(name);
        if (kept.isPresent() || !Tenant.nameable(name))
            return kept;
        Optional<UUID> found = stores.tenants().idOf(name);
        found.ifPresent(id -> ids.put(name, id));
        return found;
    }

    /** A tenant that came from configuration goes with it. */
    private boolean served(TenantRecord row) {
        return !row.deleted() && (row.managed() || isConfigured(row.name()));
    }

    private Tenant tenant(TenantRecord row) {
        seen.put(row.name(), row.settings());
        Tenant plan = byName.get(row.name());
        return new Tenant(row.id(), row.name(), Tenant.issuerOf(baseUrl, row.name()),
                plan == null ? anchors(row) : plan.anchors(), plan == null ? baseline(row) : plan.baseline(),
                row.settings());
    }

    private AnchorSet anchors(TenantRecord row) {
        return Optional.ofNullable(anchorSets.get(row.settings().anchorSet()))
                .orElseThrow(() -> new IllegalStateException("tenant " + row.name() + " is on the anchor set "
                        + row.settings().anchorSet() + ", which configuration does not name"));
    }

    private static Baseline baseline(TenantRecord row) {
        return Optional.ofNullable(BASELINES.get(row.settings().baseline()))
                .orElseThrow(() -> new IllegalStateException("tenant " + row.name() + " has the baseline "
                        + row.settings().baseline() + ", which this server does not know"));
    }

    private TenantSnapshot snapshot(Tenant tenant, AttestationType type, int version) {
        if (version == 0)
            return new TenantSnapshot(tenant, 0, DefaultPolicies.shippedFor(type.wireName()));
        return switch (compiled.get(new CompiledPolicies.Version(tenant.id(), type, version))) {
            case CompiledPolicies.Usable(var policy, var signer) -> new TenantSnapshot(tenant, version, policy, signer);
            case CompiledPolicies.Unreadable(var hash) -> throw new UnreadablePolicyException(tenant, version, hash);
        };
    }
}
