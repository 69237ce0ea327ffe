package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.approval.Matter;
import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalEvent;
import dev.assay.approval.ProposalEvent.Operation;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange;
import dev.assay.approval.ProposedChange.AnchorSetAssignment;
import dev.assay.approval.ProposedChange.ChainInstallation;
import dev.assay.approval.ProposedChange.KeyReplacement;
import dev.assay.approval.ProposedChange.PolicyActivation;
import dev.assay.approval.ProposedChange.PolicyReset;
import dev.assay.approval.ProposedChange.PolicyUpload;
import dev.assay.approval.ProposedChange.SettingsChange;
import dev.assay.approval.Settlement;
import dev.assay.evidence.AttestationType;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TokenSettings;
import dev.assay.tenant.TrustModel;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProposalRowsTest {
    private static final Instant AT = Proposals.AT;
    private static final Set<Matter> ALL = EnumSet.allOf(Matter.class);

    private final UUID blue = TestDatabase.tenant("blue");

    static List<ProposedChange> everyChange() {
        TenantSettings rich = new TenantSettings(TrustModel.ISOLATED, "azure", "emulator",
                AuthenticatedTypes.of(List.of("SgxEnclave", "Tpm")),
                new TokenSettings(SigningAlgorithm.PS256, Optional.of(Duration.ofSeconds(61)), Optional.of("rp")),
                new Quotas(OptionalInt.of(7), 65_536, 3, 4_096, OptionalLong.of(1L << 40), 50), true,
                OptionalInt.of(30));
        return List.of(new PolicyUpload(AttestationType.SGX_ENCLAVE, "a.b\"c\u00e9\n"),
                new PolicyUpload(AttestationType.SGX_ENCLAVE, "a.b.c", Optional.of("why \u00e9\n")),
                new PolicyReset(AttestationType.OPEN_ENCLAVE, ""),
                new PolicyActivation(AttestationType.SGX_ENCLAVE, 7, Optional.of("back")),
                new PolicyActivation(AttestationType.SGX_ENCLAVE, 0, Optional.empty()), new KeyReplacement(true),
                new KeyReplacement(false),
                new ChainInstallation("kid", "-----BEGIN CERTIFICATE-----\nAA\n"),
                new SettingsChange(TenantSettings.USUAL, rich), new SettingsChange(rich, TenantSettings.USUAL),
                new AnchorSetAssignment("vendors", "emulator"));
    }

    @ParameterizedTest
    @MethodSource("everyChange")
    void keepsEveryChangeExactly(ProposedChange change) {
        Proposal proposal = Proposals.insert(Proposals.fresh(blue, change));
        assertEquals(Optional.of(proposal), read(proposal.key()));
        assertEquals(change, read(proposal.key()).orElseThrow().change());
    }

    @Test
    void storesTheSameOfOnePersonOnce() {
        Proposal first = Proposals.insert(blue);
        assertEquals(first, Proposals.insert(blue));
        Proposal another = Proposals.fresh(blue, new KeyReplacement(false));
        assertEquals(another, Proposals.insert(another));
    }

    @Test
    void storesNoMoreThanMayWait() {
        Proposal first = Proposals.insert(blue);
        Proposal second = Proposals.fresh(blue, new KeyReplacement(false));
        assertEquals(Optional.empty(), enter(second, 1));
        settle(first.key(), ProposalState.REJECTED, Proposals.BOB);
        assertEquals(Optional.of(second), enter(second, 1));
    }

    @Test
    void storesADecisionWithItsSteps() {
        Proposal proposal = Proposals.insert(blue);
        settle(proposal.key(), ProposalState.APPROVED, Proposals.BOB);
        Proposal stored = read(proposal.key()).orElseThrow();
        assertEquals(ProposalState.APPROVED, stored.state());
        assertEquals(Optional.of(new Proposal.Decision(Proposals.BOB, AT, "note")), stored.decision());
        assertEquals(List.of(Proposals.event(Operation.PROPOSE, Proposals.ALICE),
                Proposals.event(Operation.APPROVE, Proposals.BOB)), events(proposal.key()));
    }

    /** The constraint stands whatever the program does. */
    @ParameterizedTest
    @EnumSource(value = ProposalState.class, names = {"APPROVED", "APPLIED"})
    void refusesAnApprovalByTheProposerInTheDatabaseToo(ProposalState state) {
        Proposal proposal = Proposals.insert(blue);
        assertThrows(PersistenceException.class, () -> settle(proposal.key(), state, Proposals.ALICE));
        assertEquals(ProposalState.WAITING, read(proposal.key()).orElseThrow().state());
        assertEquals(1, events(proposal.key()).size());
    }

    @Test
    void takesBackWhatTheJudgeDidWhereItFails() {
        Proposal proposal = Proposals.insert(blue);
        UUID red = TestDatabase.tenant("red");
        assertThrows(IllegalStateException.class, () -> in(rows -> rows.settle(proposal.key(), now -> {
            TestDatabase.transaction(entities -> TestDatabase.proposals(entities).enter(
                    Proposals.fresh(red, new KeyReplacement(false)), Proposals.event(Operation.PROPOSE, Proposals.BOB),
                    9));
            throw new IllegalStateException("stop");
        })));
        assertEquals(List.of(), page(red, Optional.empty(), Optional.empty(), 9));
    }

    @Test
    void walksTheListFromTheNewest() {
        List<UUID> made = List.of(at(1), at(2), at(3));
        List<UUID> first = page(blue, Optional.empty(), Optional.empty(), 2);
        assertEquals(List.of(made.get(2), made.get(1)), first);
        assertEquals(List.of(made.get(0)), page(blue, Optional.empty(), Optional.of(first.getLast()), 2));
    }

    @Test
    void listsByStateAsItIsNow() {
        UUID late = at(-Duration.ofDays(7).toSeconds());
        UUID waiting = at(0);
        assertEquals(List.of(waiting), page(blue, Optional.of(ProposalState.WAITING), Optional.empty(), 9));
        assertEquals(List.of(late), page(blue, Optional.of(ProposalState.EXPIRED), Optional.empty(), 9));
    }

    @Test
    void listsTheMattersAskedFor() {
        Proposal proposal = Proposals.insert(blue);
        assertEquals(List.of(), in(rows -> rows.page(blue,
                new ProposalRows.Page(Set.of(Matter.POLICY, Matter.SETTINGS), Optional.empty(), Optional.empty(), 9,
                        AT))));
        assertEquals(List.of(proposal), in(rows -> rows.page(blue,
                new ProposalRows.Page(Set.of(Matter.KEYS), Optional.empty(), Optional.empty(), 9, AT))));
    }

    @Test
    @Tag("TE-01")
    void findsNothingUnderAnotherTenant() {
        Proposal proposal = Proposals.insert(blue);
        UUID red = TestDatabase.tenant("red");
        assertEquals(Optional.empty(), read(new Proposal.Key(red, proposal.key().id())));
        assertEquals(List.of(), page(red, Optional.empty(), Optional.empty(), 9));
        assertEquals(List.of(), events(new Proposal.Key(red, proposal.key().id())));
        assertEquals(Optional.empty(), in(rows -> rows.settle(new Proposal.Key(red, proposal.key().id()), now -> {
            throw new AssertionError("judged under another tenant");
        })));
    }

    @Test
    void tellsTheClockWhatIsDue() {
        Proposal waiting = Proposals.insert(blue);
        Proposal approved = Proposals.insert(Proposals.fresh(blue, new KeyReplacement(false)));
        settle(approved.key(), ProposalState.APPROVED, Proposals.BOB);
        assertEquals(Set.of(), due(AT.plusSeconds(59)));
        assertEquals(Set.of(approved.key()), due(AT.plusSeconds(60)));
        assertEquals(Set.of(approved.key(), waiting.key()), due(waiting.times().expires()));
    }

    private Set<Proposal.Key> due(Instant at) {
        return Set.copyOf(in(rows -> rows.due(at)).stream().filter(key -> key.tenant().equals(blue)).toList());
    }

    private UUID at(long seconds) {
        Proposal fresh = Proposals.fresh(blue, new KeyReplacement(seconds % 2 == 0));
        Instant at = AT.plusSeconds(seconds);
        Proposal moved = new Proposal(fresh.key(), fresh.change(), Long.toString(seconds), fresh.proposer(),
                new Proposal.Times(at, at.plus(Duration.ofDays(7))), fresh.state(), Optional.empty());
        return Proposals.insert(moved).key().id();
    }

    private static List<UUID> page(UUID tenant, Optional<ProposalState> state, Optional<UUID> after, int size) {
        return in(rows -> rows.page(tenant, new ProposalRows.Page(ALL, state, after, size, AT))).stream()
                .map(proposal -> proposal.key().id()).toList();
    }

    private static void settle(Proposal.Key key, ProposalState state, Person by) {
        Operation operation = state == ProposalState.REJECTED ? Operation.REJECT : Operation.APPROVE;
        in(rows -> rows.settle(key, now -> new Settlement(now.decided(state, new Proposal.Decision(by, AT, "note")),
                List.of(Proposals.event(operation, by)))));
    }

    private static Optional<Proposal> enter(Proposal proposal, int mostWaiting) {
        return in(rows -> rows.enter(proposal, Proposals.event(Operation.PROPOSE, Proposals.ALICE), mostWaiting));
    }

    private static Optional<Proposal> read(Proposal.Key key) {
        return in(rows -> rows.read(key));
    }

    private static List<ProposalEvent> events(Proposal.Key key) {
        List<ProposalEvent> events = in(rows -> rows.events(key));
        assertTrue(events.stream().allMatch(event -> event.at().equals(AT)));
        return events;
    }

    private static <T> T in(Function<ProposalRows, T> work) {
        return TestDatabase.transaction(entities -> work.apply(TestDatabase.proposals(entities)));
    }
}
