package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.pki.PolicyCertificate;
import dev.assay.persistence.ProviderRows;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalEvent;
import dev.assay.approval.Settlement;
import dev.assay.evidence.AttestationType;
import dev.assay.persistence.ProposalRows;
import dev.assay.persistence.TenantRows;
import dev.assay.persistence.TenantStore;
import dev.assay.persistence.TestDatabase;
import dev.assay.policy.Policy;
import dev.assay.tenant.NewTenant;
import dev.assay.tenant.ProviderPlace;
import dev.assay.tenant.StoredPolicy;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The stores on the real database, each call its own transaction, as the container has it. */
final class Transacted {
    private Transacted() {}

    static final class Rows extends TenantRows {
        @Override
        public Optional<Admitted> admit(UUID tenant, AttestationType type) {
            return TestDatabase.transaction(entities -> TestDatabase.rows(entities).admit(tenant, type));
        }

        @Override
        public UUID provision(String name) {
            return TestDatabase.transaction(entities -> TestDatabase.rows(entities).provision(name));
        }

        @Override
        public int activate(UUID tenant, AttestationType type, Policy policy) {
            return TestDatabase.transaction(entities -> TestDatabase.rows(entities).activate(tenant, type, policy));
        }

        @Override
        public Optional<StoredPolicy> find(UUID tenant, AttestationType type, int version) {
            return TestDatabase.transaction(entities -> TestDatabase.rows(entities).find(tenant, type, version));
        }

        @Override
        public StoredPolicy stored(UUID tenant, AttestationType type, int version) {
            return TestDatabase.transaction(entities -> TestDatabase.rows(entities).stored(tenant, type, version));
        }
    }

    static final class Providers extends ProviderRows {
        @Override
        public Optional<ProviderPlace> read(UUID tenant) {
            return TestDatabase.transaction(entities -> TestDatabase.providers(entities).read(tenant));
        }

        @Override
        public void retag(UUID tenant, SortedMap<String, String> tags, Instant at) {
            TestDatabase.transaction(entities -> {
                TestDatabase.providers(entities).retag(tenant, tags, at);
                return tenant;
            });
        }

        @Override
        public List<Listed> page(Page page) {
            return TestDatabase.transaction(entities -> TestDatabase.providers(entities).page(page));
        }
    }

    static final class Store extends TenantStore {
        @Override
        public Optional<UUID> idOf(String name) {
            return in(store -> store.idOf(name));
        }

        @Override
        public Optional<Made> read(UUID tenant) {
            return in(store -> store.read(tenant));
        }

        @Override
        public List<Listed> page(String afterName, int size) {
            return in(store -> store.page(afterName, size));
        }

        @Override
        public Made create(NewTenant wanted, TenantChange change) {
            return in(store -> store.create(wanted, change));
        }

        @Override
        public List<PolicyCertificate> policyCertificates(UUID tenant) {
            return in(store -> store.policyCertificates(tenant));
        }

        @Override
        public Set<Bytes> firstPolicyCertificates(UUID tenant) {
            return in(store -> store.firstPolicyCertificates(tenant));
        }

        @Override
        public Optional<TenantRecord> change(UUID tenant, UnaryOperator<TenantRecord> next, TenantChange change) {
            return in(store -> store.change(tenant, next, change));
        }

        @Override
        public List<UUID> due(Instant at) {
            return in(store -> store.due(at));
        }

        @Override
        public boolean shred(UUID tenant, TenantChange change) {
            return in(store -> store.shred(tenant, change));
        }

        private static <T> T in(Function<TenantStore, T> work) {
            return TestDatabase.transaction(entities -> work.apply(TestDatabase.tenants(entities)));
        }
    }

    static class Proposals extends ProposalRows {
        @Override
        public Optional<Proposal> read(Proposal.Key key) {
            return in(rows -> rows.read(key));
        }

        @Override
        public List<Proposal> page(UUID tenant, Page page) {
            return in(rows -> rows.page(tenant, page));
        }

        @Override
        public List<ProposalEvent> events(Proposal.Key key) {
            return in(rows -> rows.events(key));
        }

        @Override
        public Optional<Proposal> enter(Proposal proposal, ProposalEvent event, int mostWaiting) {
            return in(rows -> rows.enter(proposal, event, mostWaiting));
        }

        @Override
        public Optional<Proposal> settle(Proposal.Key key, Function<Proposal, Settlement> judge) {
            return in(rows -> rows.settle(key, judge));
        }

        @Override
        public List<Proposal.Key> due(Instant at) {
            return in(rows -> rows.due(at));
        }

        @Override
        public long platformAdministrators(Instant at) {
            return in(rows -> rows.platformAdministrators(at));
        }

        private static <T> T in(Function<ProposalRows, T> work) {
            return TestDatabase.transaction(entities -> work.apply(TestDatabase.proposals(entities)));
        }
    }
}
