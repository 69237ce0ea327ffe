package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.persistence.TransactedCertificates;
import dev.assay.persistence.TransactedPolicies;
import dev.assay.approval.ProposalEvent.Operation;
import dev.assay.approval.ProposalEvent;
import dev.assay.approval.ProposedChange.PolicyUpload;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.persistence.TestDatabase;
import dev.assay.tenant.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** One node that decides about proposals, on the test database. */
final class ApprovalNode {
    static final String BASE = "https://attest.example.org";
    static final Duration PATIENCE = Duration.ofDays(7);
    private static final Caller ROOT = new Caller(Optional.empty(), "root", BASE,
            Set.of(Role.PLATFORM_ADMINISTRATOR));

    static final PolicyRules RULES = new PolicyRules((tenant, type) -> false, id -> List.of(), () -> Instant.EPOCH);

    final TestClock clock;
    final Transacted.Store store = new Transacted.Store();
    final Transacted.Rows rows = new Transacted.Rows();
    final TransactedPolicies policies = new TransactedPolicies();
    final TransactedCertificates certificates = new TransactedCertificates();
    final Transacted.Proposals proposals;
    final KeyNode keys;
    final TenantAdministration tenants;
    final Approving approving;

    ApprovalNode() {
        this(new TestClock(Instant.parse("2026-11-24T12:00:00Z")), new Transacted.Proposals(), KeyNode::new);
    }

    private ApprovalNode(TestClock clock, Transacted.Proposals proposals, Function<TestClock, KeyNode> keys) {
        this.clock = clock;
        this.proposals = proposals;
        this.keys = keys.apply(clock);
        // Named by configuration for its anchor set alone.
        Tenant emulated = new Tenant(UUID.randomUUID(), "emulated", BASE + "/t/emulated",
                new AnchorSet("emulator", false, List.of()), Baseline.STRICT);
        StoredTenants directory = new StoredTenants(BASE, List.of(emulated), new StoredTenants.Stores(rows, store));
        SecondPerson second = new SecondPerson(proposals, PATIENCE, clock::instant);
        Applying applying = new Applying(new Applying.Stores(store, policies, certificates, this.keys.rows),
                this.keys.desk,
                directory, RULES);
        this.tenants = new TenantAdministration(directory, store, new TenantDesk(BASE, directory, clock::instant),
                new TenantLife(Duration.ofDays(30), id -> {}), second);
        this.approving = new Approving(proposals, store, second, applying,
                new ProposalDesk(proposals, policies, applying));
    }

    /** Another node of the installation, with the same clock. */
    ApprovalNode beside() {
        return new ApprovalNode(clock, new Transacted.Proposals(), KeyNode::new);
    }

    ApprovalNode withRows(Transacted.Proposals other) {
        return new ApprovalNode(clock, other, KeyNode::new);
    }

    /** Another node, whose custody of keys is out. */
    ApprovalNode withoutCustody() {
        return new ApprovalNode(clock, new Transacted.Proposals(), at -> new KeyNode(at, Map.of()));
    }

    /** A new tenant's name. */
    String tenant(boolean fourEyes) {
        String name = "eyes-" + UUID.randomUUID().toString().substring(0, 8);
        tenants.create(new TenantWish(name, TenantPatch.NONE), new TenantCall(ROOT, OptionalInt.empty(), "trace"));
        sql(name, "four_eyes = " + fourEyes);
        return name;
    }

    /** Past every rule. */
    void sql(String name, String set) {
        try {
            TestDatabase.asSuperuser("UPDATE assay.tenant SET " + set + " WHERE name = '" + name + "'");
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    UUID id(String name) {
        return store.idOf(name).orElseThrow();
    }

    /** Of a client of the tenant; a platform administrator is of none. */
    ProposalCall call(String tenant, String subject, Role role) {
        return role == Role.PLATFORM_ADMINISTRATOR
                ? platform(tenant, subject)
                : new ProposalCall(tenant, new Caller(Optional.of(tenant), subject, BASE, Set.of(role)), "trace");
    }

    ProposalCall platform(String tenant, String subject) {
        return new ProposalCall(tenant,
                new Caller(Optional.empty(), subject, BASE, Set.of(Role.PLATFORM_ADMINISTRATOR)), "trace");
    }

    /** Both at once; a failure of either fails the test. */
    static void together(Callable<?> first, Callable<?> second) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = List.of(threads.submit(() -> after(start, first)),
                    threads.submit(() -> after(start, second)));
            for (Future<?> each : both)
                each.get();
        }
    }

    private static Object after(CyclicBarrier start, Callable<?> work) throws Exception {
        start.await();
        return work.call();
    }

    static PolicyUpload upload(String text) {
        return new PolicyUpload(AttestationType.SGX_ENCLAVE,
                "eyJhbGciOiJub25lIn0." + Bytes.utf8("{\"AttestationPolicy\":\""
                        + Bytes.utf8(text).toBase64Url() + "\"}").toBase64Url() + ".");
    }

    static List<Operation> operations(ProposalView.Detail detail) {
        return detail.history().stream().map(ProposalEvent::operation).toList();
    }

    static List<UUID> listed(ProposalAnswer answer) {
        return assertInstanceOf(ProposalAnswer.Listed.class, answer).proposals().stream()
                .map(view -> view.proposal().key().id()).toList();
    }

    static ProposalView.Detail shown(ProposalAnswer answer) {
        return assertInstanceOf(ProposalAnswer.Shown.class, answer, answer.toString()).proposal();
    }

    static TenantAnswer.Refused refused(ProposalAnswer answer) {
        return assertInstanceOf(TenantAnswer.Refused.class, answer, answer.toString());
    }
}
