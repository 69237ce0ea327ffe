package dev.assay.service;

import dev.assay.appraisal.Appraiser;
import dev.assay.audit.AuditTrail;
import dev.assay.dcap.CollateralReader;
import dev.assay.persistence.AccessKeyRows;
import dev.assay.persistence.ClientRows;
import dev.assay.persistence.CollateralArchive;
import dev.assay.identity.AccessTokens;
import dev.assay.persistence.KeyCustody;
import dev.assay.persistence.KeyEncryptionKeyRows;
import dev.assay.persistence.ProposalRows;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoreCondition;
import dev.assay.persistence.TenantRows;
import dev.assay.persistence.TenantStore;
import dev.assay.pki.CryptoProviders;
import dev.assay.signing.Custody;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.SoftwareCustody;
import dev.assay.tenant.Tenant;
import dev.assay.token.TokenIssuer;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    KeyEncryptionKeyRows kekRows;

    @Inject
    ProposalRows proposalRows;

    @Inject
    Admission admission;

    @Inject
    CoreParts core;

    /** What the gate needs of the database. */
    @Dependent
    static class Admission {
        @Inject
        ClientRows clients;

        @Inject
        AccessKeyRows key;

        Gatehouse open(Installation installation, KeyEncryptionKey kek, Fittings fittings) {
            fittings.firstClient().ensure(clients);
            AccessTokens tokens = new AccessTokens(installation.baseUrl(), new AccessKeyCustody(key, kek).open());
            return new Gatehouse(tokens, clients, fittings.clock());
        }
    }

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
            Executor flights, ClockGuard clock, CryptoProviders.Choice crypto, KeySettings keySettings,
            FirstClient firstClient) {}

    House.Rooms furnish(Installation installation, Fittings fittings) {
        fittings.clock().compare(fittings.store().clock());
        fittings.store().ensureAuditPartitions(fittings.clock().now());
        KeyEncryptionKey kek = new KeyCustody(installation.kekFile(), kekRows::kekCheck, kekRows::claim).open();
        KeyDesk desk = desk(kek, fittings);
        // A setting that does not hold stops the start, not a tenant's first request.
        installation.tenants().forEach(plan -> fittings.keySettings().terms(plan.name()));
        List<Tenant> tenants = installation.tenants().stream().map(this::provision).toList();
        StoredTenants directory = new StoredTenants(installation.baseUrl(), tenants,
                new StoredTenants.Stores(tenantRows, tenantStore));
        Ports ports = new Ports(directory, cabinet(installation, fittings), desk.keys(), fittings.trail());
        Surroundings surroundings = Surroundings.of(installation.node(), fittings.clock(),
                Runtime.getRuntime().availableProcessors());
        AttestationFlow flow = new AttestationFlow(ports, core.appraiser,
                new Closing(ports, core.issuer, surroundings), surroundings);
        return new House.Rooms(installation, ports, flow, surroundings,
                new House.Stores(fittings.store(), fittings.auditStore()), desk, fittings.crypto(),
                tenancy(installation, directory, desk, fittings.clock()),
                admission.open(installation, kek, fittings));
    }

    private Tenancy tenancy(Installation installation, StoredTenants directory, KeyDesk desk, ClockGuard clock) {
        Bounds bounds = installation.bounds();
        SecondPerson second = new SecondPerson(proposalRows, bounds.patience(), clock::now);
        return new Tenancy(directory,
                new TenantAdministration(directory, tenantStore,
                        new TenantDesk(installation.baseUrl(), directory, clock::now),
                        new TenantLife(bounds.shredDelay(), desk.keeper()::destroyAll), second),
                new Fairness(bounds.rates(), directory, clock::nanos), new HostNames(bounds.baseDomain()), bounds,
                approving(directory, desk, second));
    }

    private Approving approving(StoredTenants directory, KeyDesk desk, SecondPerson second) {
        Applying applying = new Applying(new Applying.Stores(tenantStore, tenantRows, keyRows), desk, directory);
        return new Approving(proposalRows, tenantStore, second, applying,
                new ProposalDesk(proposalRows, tenantRows, applying));
    }

    private KeyDesk desk(KeyEncryptionKey kek, Fittings fittings) {
        KeySettings settings = fittings.keySettings();
        Map<CustodyKind, Custody> custodies = new EnumMap<>(CustodyKind.class);
        custodies.put(CustodyKind.SOFTWARE, new SoftwareCustody(kek));
        settings.pkcs11().ifPresent(token -> custodies.put(CustodyKind.PKCS11, token));
        KeyDesk.Plan plan = new KeyDesk.Plan(settings.rule(), custodies, settings::terms);
        return KeyDesk.open(plan, keyRows, fittings.clock()::now);
    }

    private CollateralCabinet cabinet(Installation installation, Fittings fittings) {
        Supply supply = new Supply(new CollateralArchive(fittings.app()), core.reader::inspect, installation.sources());
        return new CollateralCabinet(supply::bring, fittings.flights(), fittings.clock().clock());
    }

    private Tenant provision(Installation.TenantPlan plan) {
        Tenant tenant = plan.tenant(tenantRows.provision(plan.name()));
        plan.policies().forEach((type, policy) -> tenantRows.activate(tenant.id(), type, policy));
        return tenant;
    }
}
