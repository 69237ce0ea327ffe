package dev.assay.service;

import dev.assay.appraisal.Appraiser;
import dev.assay.audit.AuditTrail;
import dev.assay.dcap.CollateralReader;
import dev.assay.persistence.AccessKeyRows;
import dev.assay.persistence.ClientRows;
import dev.assay.persistence.ClientStore;
import dev.assay.persistence.CollateralArchive;
import dev.assay.identity.AccessTokens;
import dev.assay.persistence.IssuerRows;
import dev.assay.persistence.KeyCustody;
import dev.assay.persistence.KeyEncryptionKeyRows;
import dev.assay.persistence.PolicyCertificateRows;
import dev.assay.persistence.PolicyRows;
import dev.assay.persistence.EvidenceArchive;
import dev.assay.persistence.ImpactRows;
import dev.assay.persistence.ProposalRows;
import dev.assay.persistence.ProviderRows;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoreCondition;
import dev.assay.persistence.TenantRows;
import dev.assay.persistence.TenantStore;
import dev.assay.persistence.TpmStatements;
import dev.assay.persistence.UsedChallenges;
import dev.assay.pki.CryptoProviders;
import dev.assay.signing.Custody;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.SoftwareCustody;
import dev.assay.tenant.Tenant;
import dev.assay.token.PolicySigner;
import dev.assay.token.TokenIssuer;
import dev.assay.vendor.OidcClient;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    ProviderRows providerRows;

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

    @Inject
    PolicyParts policies;

    /** What policy management needs of the database. */
    @Dependent
    static class PolicyParts {
        @Inject
        PolicyRows rows;

        @Inject
        PolicyCertificateRows certificates;

        PolicyRules rules(Installation installation, ClockGuard clock) {
            return new PolicyRules(installation::givesPolicy, this::listed, clock::now);
        }

        PolicyDesk open(PolicyRules rules, TenantKeys keys, TokenIssuer issuer, Tenancy tenancy) {
            return new PolicyDesk(tenancy.directory()::inForce, rows, rules,
                    new AnswerSigner(keys, issuer, rules.clock()), tenancy.approving()::propose);
        }

        private List<X509Certificate> listed(UUID tenant) {
            return certificates.read(tenant).stream().map(PolicySigner::listed).toList();
        }
    }

    /** What the gate needs of the database. */
    @Dependent
    static class Admission {
        @Inject
        ClientRows clients;

        @Inject
        ClientStore store;

        @Inject
        AccessKeyRows keys;

        @Inject
        IssuerRows issuers;

        IssuerDesk desk(Installation installation, StoredTenants directory, Gatehouse gatehouse, Fittings fittings) {
            IssuerKeyCabinet keys = new IssuerKeyCabinet(new OidcClient(installation.oidc())::fetch,
                    fittings.lookups(), fittings.clock());
            HostNames hosts = new HostNames(installation.bounds().baseDomain());
            return new IssuerDesk(
                    new Identities(new Identities.Own(gatehouse.tokens().issuer(), gatehouse::identify), directory,
                            issuers, keys),
                    new IssuerAdministration(directory, issuers, keys, new IssuerAdministration.Rules(
                            new OwnPlaces(installation.baseUrl(), hosts)::hold, fittings.clock()::now)));
        }

        Gatehouse open(Installation installation, KeyEncryptionKey kek, Fittings fittings) {
            Instant now = fittings.clock().now();
            fittings.firstClient().ensure(store, installation.node(), now);
            AccessKeyCustody custody = new AccessKeyCustody(kek);
            AccessKeyKeeper keeper = new AccessKeyKeeper(keys, custody,
                    new AccessKeyRing(keys::read, custody, fittings.clock()::nanos));
            keeper.first(installation.node(), now);
            return new Gatehouse(new AccessTokens(installation.baseUrl()), keeper, clients, fittings.clock());
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
            Executor flights, Executor lookups, Executor background, ClockGuard clock, CryptoProviders.Choice crypto,
            KeySettings keySettings,
            FirstClient firstClient) {}

    House.Rooms furnish(Installation installation, Fittings fittings) {
        fittings.clock().compare(fittings.store().clock());
        fittings.store().ensureAuditPartitions(fittings.clock().now());
        KeyEncryptionKey kek = new KeyCustody(installation.kekFile(), kekRows::kekCheck, kekRows::claim).open();
        KeyDesk desk = desk(kek, installation.node(), fittings);
        // A setting that does not hold stops the start, not a tenant's first request.
        installation.tenants().forEach(plan -> fittings.keySettings().terms(plan.name()));
        List<Tenant> tenants = installation.tenants().stream().map(this::provision).toList();
        StoredTenants directory = new StoredTenants(installation.baseUrl(), tenants,
                new StoredTenants.Stores(tenantRows, tenantStore));
        Tpms tpms = Tpms.of(fittings.app(), directory, fittings.clock()::now);
        Ports ports = new Ports(directory, cabinet(installation, fittings), desk.keys(), fittings.trail(),
                tpms.statements(), tpms.sightings());
        Surroundings surroundings = Surroundings.of(installation.node(), fittings.clock(),
                Runtime.getRuntime().availableProcessors(), directory::hasSeen);
        KeptEvidence evidence = evidence(kek, directory, surroundings, fittings);
        Closing closing = new Closing(ports, core.issuer, surroundings, evidence.queue());
        AttestationFlow flow = new AttestationFlow(ports, core.appraiser, closing, surroundings);
        TpmExchange exchange = new TpmExchange(directory, exchanging(kek, flow, tpms, fittings), closing, surroundings);
        Tenancy tenancy = tenancy(installation, directory, desk, fittings.clock());
        Gatehouse gatehouse = admission.open(installation, kek, fittings);
        return new House.Rooms(installation, ports, flow, exchange, surroundings,
                new House.Stores(fittings.store(), fittings.auditStore()), desk, fittings.crypto(),
                tenancy, gatehouse,
                admission.desk(installation, directory, gatehouse, fittings),
                policies.open(policies.rules(installation, fittings.clock()), ports.keys(), core.issuer, tenancy),
                evidence, tpms);
    }

    private static TpmExchange.Parts exchanging(KeyEncryptionKey kek, AttestationFlow flow, Tpms tpms,
            Fittings fittings) {
        ContextDesk contexts = new ContextDesk(kek.messageSeal(ContextDesk.SEAL));
        UsedChallenges used = new UsedChallenges(fittings.app());
        return new TpmExchange.Parts(flow, contexts, used::use, new EnrolmentDesk(contexts, used::use,
                tpms.statements()::authorities, tpms.enrolments()::register));
    }

    private Tenancy tenancy(Installation installation, StoredTenants directory, KeyDesk desk, ClockGuard clock) {
        Bounds bounds = installation.bounds();
        SecondPerson second = new SecondPerson(proposalRows, bounds.patience(), clock::now);
        TenantDesk tenantDesk = new TenantDesk(installation.baseUrl(), directory, clock::now);
        TenantAdministration tenants = new TenantAdministration(directory, tenantStore, tenantDesk,
                new TenantLife(bounds.shredDelay(), desk.keeper()::destroyAll), second);
        return new Tenancy(directory, tenants,
                new ProviderAdministration(providerRows, tenantStore, tenants, tenantDesk),
                new Fairness(bounds.rates(), directory, clock::nanos), new HostNames(bounds.baseDomain()), bounds,
                approving(new Applying(new Applying.Stores(tenantStore, policies.rows, policies.certificates, keyRows),
                        desk, directory,
                        policies.rules(installation, clock)), second));
    }

    private KeptEvidence evidence(KeyEncryptionKey kek, StoredTenants directory, Surroundings surroundings,
            Fittings fittings) {
        EvidenceArchive archive = new EvidenceArchive(fittings.app(), kek);
        EvidenceQueue queue = new EvidenceQueue(archive::keep, fittings.clock()::now);
        fittings.background().execute(queue);
        ImpactParts parts = new ImpactParts(core.appraiser,
                new ImpactPlace.Archives(archive, new ImpactRows(fittings.app())),
                new ImpactParts.Documents(new CollateralArchive(fittings.app()), new TpmStatements(fittings.app())),
                tenantRows, queue);
        return new KeptEvidence(archive, queue,
                new ImpactDesk(directory, parts, surroundings, fittings.background()));
    }

    private Approving approving(Applying applying, SecondPerson second) {
        return new Approving(proposalRows, tenantStore, second, applying,
                new ProposalDesk(proposalRows, policies.rows, applying));
    }

    private KeyDesk desk(KeyEncryptionKey kek, String node, Fittings fittings) {
        KeySettings settings = fittings.keySettings();
        Map<CustodyKind, Custody> custodies = new EnumMap<>(CustodyKind.class);
        custodies.put(CustodyKind.SOFTWARE, new SoftwareCustody(kek));
        settings.pkcs11().ifPresent(token -> custodies.put(CustodyKind.PKCS11, token));
        KeyDesk.Plan plan = new KeyDesk.Plan(settings.rule(), custodies, settings::terms, node);
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
