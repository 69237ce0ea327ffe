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
import dev.assay.pki.CryptoProviders;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.SigningKey;
import dev.assay.tenant.Tenant;
import dev.assay.token.TokenIssuer;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** Makes what configuration names and is not there yet, and puts the parts together. Safe on several nodes at once. */
@Dependent
class Furnishing {
    @Inject
    TenantRows tenantRows;

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
        Ports ports = new Ports(new ConfiguredTenants(tenants, tenantRows), cabinet(installation, fittings),
                new StoredKeyRing(keyRows::read, kek), fittings.trail());
        Surroundings surroundings = Surroundings.of(installation.node(), fittings.clock(),
                Runtime.getRuntime().availableProcessors());
        AttestationFlow flow = new AttestationFlow(ports, core.appraiser,
                new Closing(ports, core.issuer, surroundings), surroundings);
        return new House.Rooms(installation, ports, flow, surroundings,
                new House.Stores(fittings.store(), fittings.auditStore()), fittings.crypto());
    }

    private CollateralCabinet cabinet(Installation installation, Fittings fittings) {
        Supply supply = new Supply(new CollateralArchive(fittings.app()), core.reader::inspect, installation.sources());
        return new CollateralCabinet(supply::bring, fittings.flights(), fittings.clock().clock());
    }

    private Tenant provision(Installation.TenantPlan plan, KeyEncryptionKey kek, Fittings fittings) {
        Tenant tenant = plan.tenant(tenantRows.provision(plan.name()));
        plan.policies().forEach((type, policy) -> tenantRows.activate(tenant.id(), type, policy));
        if (keyRows.read(tenant.id()).stream().noneMatch(SigningKeyRows.Stored::active)) {
            SigningKey key = new KeyMaker().make(tenant.issuer(), fittings.clock().now());
            keyRows.insertFirst(tenant.id(), key, kek.seal(tenant.id(), key.kid(), key.privateKey()));
        }
        return tenant;
    }
}
