package dev.assay.service;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.dcap.CollateralReader;
import dev.assay.emulator.sgx.EmulatedEnclave;
import dev.assay.emulator.sgx.ReportData;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.impact.KeptAppraisal;
import dev.assay.persistence.ArchivedDocument;
import dev.assay.persistence.CollateralArchive;
import dev.assay.persistence.Evidence;
import dev.assay.persistence.EvidenceArchive;
import dev.assay.persistence.GroupCommit;
import dev.assay.persistence.ImpactRows;
import dev.assay.persistence.TestDatabase;
import dev.assay.persistence.TpmStatements;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyRing;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningKey;
import dev.assay.tenant.Tenant;
import dev.assay.token.TokenIssuer;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A node with one tenant that keeps evidence: it attests emulated enclaves, and replays what it kept in the call itself. */
final class ReplayNode {
    static final String TRACE = "0af7651916cd43dd8448eb211c8031";
    private static final Appraiser APPRAISER = new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine());
    private static final GroupCommit TRAIL = trail();
    private static final SigningKey KEY = new KeyMaker().make("https://attest.example.org", Emulated.AT);

    final String name = "replay-" + UUID.randomUUID().toString().substring(0, 8);
    final UUID id = TestDatabase.transaction(entities -> TestDatabase.rows(entities).provision(name));
    final EvidenceArchive archive = new EvidenceArchive(TestDatabase.app(),
            new KeyEncryptionKey(KeyEncryptionKey.newSecret()));
    final ImpactRows runs = new ImpactRows(TestDatabase.app());
    final VerificationPool pool = new VerificationPool(1, 0, Duration.ZERO);
    /** At each look at the monotonic clock of replays. */
    Runnable tick = () -> {};
    Duration tickLength = Duration.ZERO;
    Executor executor = Runnable::run;

    private final Transacted.Rows rows = new Transacted.Rows();
    private final StoredTenants directory;
    private final AtomicLong nanos = new AtomicLong();
    private int calls;

    ReplayNode() {
        Evidence.set(id, OptionalInt.of(7), OptionalLong.empty());
        Tenant plan = new Tenant(id, name, Tenant.issuerOf("https://attest.example.org", name), Emulated.ANCHORS,
                Baseline.AZURE);
        directory = new StoredTenants("https://attest.example.org", List.of(plan),
                new StoredTenants.Stores(rows, new Transacted.Store()));
        archive();
    }

    /** As the cabinet does before a document is used. */
    private static void archive() {
        APPRAISER.admit(Emulated.request(), Emulated.ANCHORS, Emulated.AT);
        List<ArchivedDocument> documents = keys().stream().map(key -> new ArchivedDocument(Emulated.document(key),
                new ArchivedDocument.Dates(Emulated.AT, Emulated.AT.plus(Duration.ofDays(1)), Emulated.AT), 0,
                BigInteger.ZERO, "test")).toList();
        new CollateralArchive(TestDatabase.app()).putAll(Emulated.ANCHORS.name(), documents);
    }

    private static Set<CollateralKey> keys() {
        return Set.of(CollateralKey.sgxTcbInfo(Emulated.GENUINE.fmspc()), CollateralKey.sgxQeIdentity(),
                CollateralKey.pckCrl(Emulated.GENUINE.ca()), CollateralKey.rootCaCrl());
    }

    static AppraisalRequest enclave(Function<EmulatedEnclave, EmulatedEnclave> change) {
        Bytes quote = Emulated.bytes(Emulated.ATTESTER.withEnclave(change.apply(EmulatedEnclave.sample()))
                .quote(ReportData.empty()));
        return AppraisalRequest.of(AttestationType.SGX_ENCLAVE, quote);
    }

    void activate(String policy) {
        rows.activate(id, AttestationType.SGX_ENCLAVE, Policy.parse(policy));
    }

    /** Attests and keeps; whether it was permitted. */
    boolean attest(AppraisalRequest request) {
        return flow(TRAIL).attest(new AttestCall(name, request, Optional.empty(), "::1",
                TRACE + "%02d".formatted(calls++), Credential.NONE)) instanceof Outcome.Issued;
    }

    private static GroupCommit trail() {
        GroupCommit trail = GroupCommit.into(TestDatabase.audit());
        Thread.ofPlatform().daemon().start(trail);
        return trail;
    }

    private AttestationFlow flow(GroupCommit trail) {
        Instant at = Emulated.AT.plusSeconds(calls);
        VerificationPool places = new VerificationPool(1, 0, Duration.ZERO);
        Surroundings here = new Surroundings("node-1", new ClockGuard(new TestClock(at), () -> 0L), places, places,
                known -> true);
        Ports ports = new Ports(directory,
                (anchors, wanted) -> new CollateralSet(
                        wanted.stream().collect(Collectors.toMap(Function.identity(), Emulated::document)), Map.of()),
                new TenantKeys(new OneKey(), tenant -> KeyTerms.USUAL), trail);
        return new AttestationFlow(ports, APPRAISER, new Closing(ports, new TokenIssuer(), here, this::keep), here);
    }

    void keep(KeptAppraisal kept) {
        archive.keep(id, List.of(kept), kept.place().at());
    }

    ImpactDesk desk() {
        Surroundings here = new Surroundings("node-1",
                new ClockGuard(new TestClock(Emulated.AT.plusSeconds(3_600)), this::tick), pool,
                new VerificationPool(1, 8, Duration.ZERO), known -> true);
        ImpactParts parts = new ImpactParts(APPRAISER, new ImpactPlace.Archives(archive, runs),
                new ImpactParts.Documents(new CollateralArchive(TestDatabase.app()),
                        new TpmStatements(TestDatabase.app())),
                rows,
                new EvidenceQueue((tenant, wanted, at) -> 0, () -> Emulated.AT));
        return new ImpactDesk(directory, parts, here, executor);
    }

    private long tick() {
        tick.run();
        return nanos.getAndAdd(tickLength.toNanos());
    }

    ImpactCall by(Role... roles) {
        return new ImpactCall(name, AttestationType.SGX_ENCLAVE,
                new Caller(Optional.of(name), "alice", "https://login.example.org", Set.of(roles)), "trace");
    }

    /** One key, that of nobody in particular. */
    private static final class OneKey implements KeyRing {
        @Override
        public SigningKey active(KeyOwner owner, Instant expiry) {
            return KEY;
        }

        @Override
        public List<PublishedKey> published(KeyOwner owner) {
            return List.of(KEY.published());
        }
    }
}
