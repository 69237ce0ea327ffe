package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.approval.Difference;
import dev.assay.approval.Matter;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalAct;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange.AnchorSetAssignment;
import dev.assay.approval.ProposedChange.SettingsChange;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Role;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TokenSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which changes of settings wait, and what becomes of them, on the real database. */
class SecondPersonTest {
    /** As many platform administrators as the test says. */
    private static final class Platform extends Transacted.Proposals {
        private long administrators = 1;

        @Override
        public long platformAdministrators(Instant at) {
            return administrators;
        }
    }

    private static final TenantSettings USUAL = TenantSettings.USUAL;

    private final Platform platform = new Platform();
    private final ApprovalNode node = new ApprovalNode().withRows(platform);
    private final String name = node.tenant(true);

    @Test
    void hasABaselineWait() {
        UUID id = waits(change(patch("azure"), tina()));
        assertEquals("strict", settings().baseline());
        ProposalView.Detail detail = shown(node.approving.get(id, call("theo")));
        assertEquals(List.of(new Difference("baseline", Optional.of("strict"), Optional.of("azure"))),
                detail.differences());
        assertEquals("own-proposal", refused(node.approving.decide(id, ProposalAct.APPROVE, "", call("tina"))).code());
        shown(node.approving.decide(id, ProposalAct.APPROVE, "", call("theo")));
        assertEquals("azure", settings().baseline());
    }

    @Test
    void hasTheSameChangeWaitOnce() {
        assertEquals(waits(change(patch("azure"), tina())), waits(change(patch("azure"), tina())));
    }

    @Test
    void letsThePlatformAndTheTenantDecideAboutEachOther() {
        shown(node.approving.decide(waits(change(patch("azure"), root())), ProposalAct.APPROVE, "", call("tina")));
        shown(node.approving.decide(waits(change(patch("strict"), tina())), ProposalAct.APPROVE, "",
                node.platform(name, "root")));
        assertEquals("strict", settings().baseline());
    }

    @Test
    void letsPassWhatDecidesNoTrust() {
        TenantPatch audience = TenantPatch.NONE
                .withToken(new TokenPatch(Optional.empty(), Optional.empty(), Optional.of(Optional.of("rp"))));
        assertInstanceOf(TenantAnswer.Shown.class, change(audience, tina()));
        assertEquals(Optional.of("rp"), settings().token().audience());
    }

    @Test
    void letsAnyChangePassWithoutFourEyes() {
        node.sql(name, "four_eyes = false");
        assertInstanceOf(TenantAnswer.Shown.class, change(patch("azure"), tina()));
        assertEquals("azure", settings().baseline());
    }

    @Test
    void findsSettingsOvertakenThatWereChangedMeanwhile() {
        UUID id = waits(change(patch("azure"), tina()));
        assertInstanceOf(TenantAnswer.Shown.class, change(seven(), root()));
        assertEquals("proposal-overtaken",
                refused(node.approving.decide(id, ProposalAct.APPROVE, "", call("theo"))).code());
        assertEquals("strict", settings().baseline());
        assertEquals(OptionalInt.of(7), settings().quotas().requestsPerSecond());
    }

    /** Changed between the look at it and the lock: the lost update that the row's own lock prevents. */
    @Test
    void findsSettingsOvertakenAtTheLastMoment() {
        UUID id = waits(change(patch("azure"), tina()));
        String base = Integer.toString(record().version());
        Judgement judgement = new Judgement(
                new Judgement.Act(ProposalAct.APPROVE, "", call("theo"), node.clock.instant()), () -> {
                    node.sql(name, "requests_per_second = 7");
                    return Optional.of(base);
                }, applying().ready(record(), proposal(id).change(),
                        Judgement.change(call("theo"), node.clock.instant())));
        platform.settle(new Proposal.Key(node.id(name), id), judgement);
        assertEquals("proposal-overtaken", judgement.refusal().orElseThrow().code());
        assertEquals("strict", settings().baseline());
        assertEquals(OptionalInt.of(7), settings().quotas().requestsPerSecond());
    }

    @Test
    void hasEveryTrustRelevantSettingWait() {
        SecondPerson second = new SecondPerson(platform, ApprovalNode.PATIENCE, node.clock::instant);
        TenantSettings eyes = with(USUAL, USUAL.authenticated(), USUAL.token(), true);
        List<TenantSettings> guarded = List.of(with(eyes, eyes.authenticated(), eyes.token(), false),
                with(eyes, AuthenticatedTypes.of(AttestationType.SGX_ENCLAVE), eyes.token(), true),
                with(eyes, eyes.authenticated(), eyes.token().withAlgorithm(SigningAlgorithm.ES256), true),
                with(eyes, eyes.authenticated(), eyes.token().withTpmLifetime(Duration.ofDays(365)), true),
                SecondPerson.anchored(eyes, "emulator"),
                new TenantSettings(eyes.trustModel(), "azure", eyes.anchorSet(), eyes.authenticated(), eyes.token(),
                        eyes.quotas(), true, eyes.keepEvidenceDays()));
        for (TenantSettings to : guarded) {
            assertInstanceOf(TenantLife.Next.Waits.class, second.judge(at(eyes), becomes(to)), to.toString());
            TenantSettings single = with(to, to.authenticated(), to.token(), false);
            assertInstanceOf(TenantLife.Next.Becomes.class, second.judge(at(USUAL), becomes(single)));
        }
        assertInstanceOf(TenantLife.Next.Becomes.class, second.judge(at(eyes), becomes(with(eyes,
                eyes.authenticated(), eyes.token().withLifetime(Optional.of(Duration.ofSeconds(60))), true))));
        assertInstanceOf(TenantLife.Next.Becomes.class, second.judge(at(eyes), becomes(with(eyes,
                eyes.authenticated(), eyes.token().withTpmLifetime(Duration.ofHours(1)), true))));
        assertInstanceOf(TenantLife.Next.Becomes.class, second.judge(at(eyes), becomes(new TenantSettings(
                eyes.trustModel(), eyes.baseline(), eyes.anchorSet(), eyes.authenticated(), eyes.token(),
                new Quotas(OptionalInt.of(1), 65_536, 1, 4_096, OptionalLong.empty()), true, OptionalInt.of(30)))));
    }

    /** Turning it on takes one person, turning it off two. */
    @Test
    void turnsFourEyesOnAloneAndOffByTwo() {
        SecondPerson second = new SecondPerson(platform, ApprovalNode.PATIENCE, node.clock::instant);
        TenantSettings eyes = with(USUAL, USUAL.authenticated(), USUAL.token(), true);
        assertInstanceOf(TenantLife.Next.Becomes.class, second.judge(at(USUAL), becomes(eyes)));
        UUID id = node.approving.propose(new SettingsChange(settings(), with(settings(), AuthenticatedTypes.NONE,
                settings().token(), false)), call("tina")) instanceof ProposalAnswer.Waits waiting
                        ? waiting.proposal().proposal().key().id()
                        : null;
        assertTrue(settings().fourEyes());
        shown(node.approving.decide(id, ProposalAct.APPROVE, "", call("theo")));
        assertEquals(false, settings().fourEyes());
    }

    @Test
    @Tag("PK-01")
    void assignsAnchorsByTwoOnceThePlatformHasTwo() {
        SecondPerson second = new SecondPerson(platform, ApprovalNode.PATIENCE, node.clock::instant);
        TenantRecord now = at(USUAL);
        TenantSettings moved = SecondPerson.anchored(USUAL, "emulator");
        assertInstanceOf(TenantLife.Next.Becomes.class, second.judge(now, becomes(moved)));
        assertEquals(Optional.empty(), second.refuseNew(moved));
        platform.administrators = 2;
        assertEquals(new TenantLife.Next.Waits(now, new AnchorSetAssignment("vendors", "emulator")),
                second.judge(now, becomes(moved)));
        TenantSettings more = new TenantSettings(moved.trustModel(), "azure", "emulator", AuthenticatedTypes.NONE,
                moved.token(),
                moved.quotas(), false, moved.keepEvidenceDays());
        assertEquals("anchor-set-not-alone",
                assertInstanceOf(TenantLife.Next.Not.class, second.judge(now, becomes(more))).why().code());
        assertEquals("anchor-set-takes-two", second.refuseNew(moved).orElseThrow().code());
        assertEquals(Optional.empty(), second.refuseNew(USUAL));
        assertTrue(second.needed(USUAL, Matter.ANCHOR_SET));
    }

    @Test
    @Tag("PK-01")
    void letsNoTenantDecideAboutAnchors() {
        platform.administrators = 2;
        node.sql(name, "four_eyes = false");
        AnchorSetAssignment assignment = new AnchorSetAssignment("vendors", "emulator");
        assertEquals(Kind.FORBIDDEN, refused(node.approving.propose(assignment, call("tina"))).kind());
        UUID id = assertInstanceOf(ProposalAnswer.Waits.class,
                node.approving.propose(assignment, node.platform(name, "root"))).proposal().proposal().key().id();
        assertEquals(Kind.FORBIDDEN,
                refused(node.approving.decide(id, ProposalAct.APPROVE, "", call("tina"))).kind());
        assertEquals("own-proposal",
                refused(node.approving.decide(id, ProposalAct.APPROVE, "", node.platform(name, "root"))).code());
        assertEquals("vendors", settings().anchorSet());
        shown(node.approving.decide(id, ProposalAct.APPROVE, "", node.platform(name, "toor")));
        assertEquals("emulator", settings().anchorSet());
    }

    @Test
    @Tag("AU-05")
    void letsNoTenantProposeWhatIsThePlatforms() {
        TenantSettings now = settings();
        TenantSettings quotas = new TenantSettings(now.trustModel(), now.baseline(), now.anchorSet(),
                now.authenticated(), now.token(), new Quotas(OptionalInt.of(9), 65_536, 9, 4_096, OptionalLong.empty()),
                true, OptionalInt.empty());
        for (TenantSettings after : List.of(quotas, SecondPerson.anchored(now, "emulator"))) {
            SettingsChange change = new SettingsChange(now, after);
            assertEquals(Kind.FORBIDDEN, refused(node.approving.propose(change, call("tina"))).kind());
            assertInstanceOf(ProposalAnswer.Waits.class, node.approving.propose(change, node.platform(name, "root")));
        }
    }

    @Test
    void refusesAnAnchorSetConfigurationDoesNotName() {
        platform.administrators = 2;
        assertEquals("change-not-possible", refused(node.approving.propose(
                new AnchorSetAssignment("vendors", "nobodys"), node.platform(name, "root"))).code());
    }

    @Test
    void forgetsAboutADeletedTenant() {
        UUID id = waits(change(patch("azure"), tina()));
        node.tenants.delete(name, root());
        assertEquals("tenant-not-found",
                refused(node.approving.decide(id, ProposalAct.APPROVE, "", call("theo"))).code());
        assertEquals("tenant-not-found", refused(node.approving.decide(id, ProposalAct.APPROVE, "",
                node.platform(name, "root"))).code());
    }

    @Test
    void recordsWhoBroughtItIntoForce() {
        UUID id = waits(change(patch("azure"), tina()));
        ProposalView.Detail done = shown(node.approving.decide(id, ProposalAct.APPROVE, "", call("theo")));
        assertEquals(ProposalState.APPLIED, done.view().proposal().state());
        assertEquals(List.of("tina", "theo", "theo"),
                done.history().stream().map(event -> event.by().subject()).toList());
        assertEquals(2, record().version());
    }

    private TenantAnswer change(TenantPatch patch, TenantCall call) {
        return node.tenants.change(name, patch, call);
    }

    private static TenantPatch seven() {
        return TenantPatch.NONE.withQuotas(new QuotaPatch(Optional.of(OptionalInt.of(7)), OptionalInt.empty(),
                OptionalInt.empty(), OptionalInt.empty(), Optional.empty()));
    }

    private static TenantPatch patch(String baseline) {
        return TenantPatch.NONE.withBaseline(baseline);
    }

    private static TenantSettings with(TenantSettings settings, AuthenticatedTypes types, TokenSettings token,
            boolean fourEyes) {
        return new TenantSettings(settings.trustModel(), settings.baseline(), settings.anchorSet(), types, token,
                settings.quotas(), fourEyes, settings.keepEvidenceDays());
    }

    private TenantRecord at(TenantSettings settings) {
        TenantRecord now = record();
        return new TenantRecord(now.id(), now.name(), now.managed(), now.state(), settings, now.version(),
                now.dates());
    }

    private TenantLife.Next becomes(TenantSettings settings) {
        return new TenantLife.Next.Becomes(at(settings));
    }

    private TenantRecord record() {
        return node.store.read(node.id(name)).orElseThrow().tenant();
    }

    private TenantSettings settings() {
        return record().settings();
    }

    private Proposal proposal(UUID id) {
        return platform.read(new Proposal.Key(node.id(name), id)).orElseThrow();
    }

    private Applying applying() {
        return new Applying(new Applying.Stores(node.store, node.policies, node.certificates, node.keys.rows),
                node.keys.desk,
                new StoredTenants(ApprovalNode.BASE, List.of(), new StoredTenants.Stores(node.rows, node.store)),
                ApprovalNode.RULES);
    }

    private ProposalCall call(String subject) {
        return node.call(name, subject, Role.TENANT_ADMINISTRATOR);
    }

    private TenantCall tina() {
        return new TenantCall(call("tina").caller(), OptionalInt.empty(), "trace");
    }

    private TenantCall root() {
        return new TenantCall(node.platform(name, "root").caller(), OptionalInt.empty(), "trace");
    }

    private static UUID waits(TenantAnswer answer) {
        return assertInstanceOf(TenantAnswer.Waits.class, answer, answer.toString()).proposal().proposal().key().id();
    }

    private static ProposalView.Detail shown(ProposalAnswer answer) {
        return assertInstanceOf(ProposalAnswer.Shown.class, answer, answer.toString()).proposal();
    }

    private static TenantAnswer.Refused refused(ProposalAnswer answer) {
        return assertInstanceOf(TenantAnswer.Refused.class, answer, answer.toString());
    }
}
