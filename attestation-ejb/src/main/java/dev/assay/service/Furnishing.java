package dev.assay.service;

import dev.assay.appraisal.Appraiser;
import dev.assay.audit.AuditTrail;
import dev.assay.dcap.CollateralReader;
import dev.assay.persistence.CollateralArchive;
import dev.assay.persistence.KeyCustody;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoreCondition;
import dev.assay.persistence.StoredKeyRing;
import dev.assay.persistence.TenantRows;
import dev.assay.persistence.TenantStore;
import dev.assay.pki.CryptoProviders;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyRing;
import dev.assay.signing.SigningKey;
import dev.assay.tenant.Tenant;
import dev.assay.token.TokenIssuer;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** Makes what configuration names and is not there yet, and puts the parts together. Safe on several nodes at once. */
@Dependent
class Furnishing {
    @Inject
    TenantRows tenantRows;

    @Inject
    TenantStore tenantStore;

    @Inject
    SigningKeyRows keyRows;

    @Inject
    CoreParts core;

    /** The core's objects, as {@link CoreProducer} makes them. */
    @Dependent
    static class CoreParts {
        @Inject
        CollateralReader reader;

        @Inject
        Appraiser appraiser;

        @Inject
        TokenIssuer issuer;
    }

    /** What the container and the start bring. */
    record Fittings(StoreCondition store, StoreCondition auditStore, DataSource app, AuditTrail trail,
            Executor flights, ClockGuard clock, CryptoProviders.Choice crypto) {}

    House.Rooms furnish(Installation installation, Fittings fittings) {
        fittings.clock().compare(fittings.store().clock());
        fittings.store().ensureAuditPartitions(fittings.clock().now());
        KeyEncryptionKey kek = new KeyCustody(installation.kekFile(), keyRows::kekCheck, keyRows::claim).open();
        List<Tenant> tenants = installation.tenants().stream().map(plan -> provision(plan, kek, fittings)).toList();
        StoredTenants directory = new StoredTenants(installation.baseUrl(), tenants,
                new StoredTenants.Stores(tenantRows, tenantStore));
        Ports ports = new Ports(directory, cabinet(installation, fittings), keys(installation, kek, fittings),
                fittings.trail());
        Surroundings surroundings = Surroundings.of(installation.node(), fittings.clock(),
                Runtime.getRuntime().availableProcessors());
        AttestationFlow flow = new AttestationFlow(ports, core.appraiser,
                new Closing(ports, core.issuer, surroundings), surroundings);
        return new House.Rooms(installation, ports, flow, surroundings,
                new House.Stores(fittings.store(), fittings.auditStore()), fittings.crypto(),
                tenancy(installation, directory, fittings.clock()));
    }

    private Tenancy tenancy(Installation installation, StoredTenants directory, ClockGuard clock) {
        Bounds bounds = installation.bounds();
        return new Tenancy(directory,
                new TenantAdministration(directory, tenantStore,
                        new TenantDesk(installation.baseUrl(), directory, clock::now), bounds.shredDelay()),
                new Fairness(bounds.rates(), directory, clock::nanos), new HostNames(bounds.baseDomain()), bounds);
    }

    private CollateralCabinet cabinet(Installation installation, Fittings fittings) {
        Supply supply = new Supply(new CollateralArchive(fittings.app()), core.reader::inspect, installation.sources());
        return new CollateralCabinet(supply::bring, fittings.flights(), fittings.clock().clock());
    }

    private Tenant provision(Installation.TenantPlan plan, KeyEncryptionKey kek, Fittings fittings) {
        Tenant tenant = plan.tenant(tenantRows.provision(plan.name()));
        plan.policies().forEach((type, policy) -> tenantRows.activate(tenant.id(), type, policy));
        if (keyRows.read(tenant.id()).stream().noneMatch(SigningKeyRows.Stored::active))
            makeFirst(tenant.id(), tenant.issuer(), kek, fittings);
        return tenant;
    }

    private KeyRing keys(Installation installation, KeyEncryptionKey kek, Fittings fittings) {
        return new FirstKeys(new StoredKeyRing(keyRows::read, kek), id -> tenantStore.read(id)
                .map(TenantStore.Made::tenant).filter(tenant -> !tenant.deleted()).ifPresent(tenant -> makeFirst(id,
                        Tenant.issuerOf(installation.baseUrl(), tenant.name()), kek, fittings)));
    }

    private void makeFirst(UUID tenant, String issuer, KeyEncryptionKey kek, Fittings fittings) {
        SigningKey key = new KeyMaker().make(issuer, fittings.clock().now());
        keyRows.insertFirst(tenant, key, kek.seal(tenant, key.kid(), key.privateKey()));
    }
}
