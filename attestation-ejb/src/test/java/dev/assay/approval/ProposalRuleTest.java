package dev.assay.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.approval.ProposalRule.Cause;
import dev.assay.approval.ProposalRule.Ruling;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state × act × person, against a second writing of the rule. */
class ProposalRuleTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final Person ALICE = new Person("https://login.example.org", "alice");
    private static final Person BOB = new Person("https://login.example.org", "bob");
    private static final Person CAROL = new Person("https://login.example.org", "carol");
    private static final Person OTHER_ALICE = new Person("https://other.example.org", "alice");
    private static final List<Person> EVERYBODY = List.of(ALICE, BOB, CAROL, OTHER_ALICE);

    /** What an act of a second person comes to, by state; the proposer is alice, whoever decided is bob. */
    private static final Map<ProposalState, String> APPROVED_BY_BOB = Map.of(ProposalState.WAITING, "APPROVED",
            ProposalState.APPROVED, "stays", ProposalState.APPLIED, "stays", ProposalState.REJECTED, "DECIDED",
            ProposalState.WITHDRAWN, "DECIDED", ProposalState.EXPIRED, "EXPIRED", ProposalState.OVERTAKEN, "DECIDED");
    private static final Map<ProposalState, String> APPROVED_BY_CAROL = Map.of(ProposalState.WAITING, "APPROVED",
            ProposalState.APPROVED, "stays", ProposalState.APPLIED, "DECIDED", ProposalState.REJECTED, "DECIDED",
            ProposalState.WITHDRAWN, "DECIDED", ProposalState.EXPIRED, "EXPIRED", ProposalState.OVERTAKEN, "DECIDED");
    private static final Map<ProposalState, String> REJECTED_BY_BOB = Map.of(ProposalState.WAITING, "REJECTED",
            ProposalState.APPROVED, "DECIDED", ProposalState.APPLIED, "DECIDED", ProposalState.REJECTED, "stays",
            ProposalState.WITHDRAWN, "DECIDED", ProposalState.EXPIRED, "EXPIRED", ProposalState.OVERTAKEN, "DECIDED");
    private static final Map<ProposalState, String> REJECTED_BY_CAROL = Map.of(ProposalState.WAITING, "REJECTED",
            ProposalState.APPROVED, "DECIDED", ProposalState.APPLIED, "DECIDED", ProposalState.REJECTED, "DECIDED",
            ProposalState.WITHDRAWN, "DECIDED", ProposalState.EXPIRED, "EXPIRED", ProposalState.OVERTAKEN, "DECIDED");
    private static final Map<ProposalState, String> WITHDRAWN_BY_ALICE = Map.of(ProposalState.WAITING, "WITHDRAWN",
            ProposalState.APPROVED, "DECIDED", ProposalState.APPLIED, "DECIDED", ProposalState.REJECTED, "DECIDED",
            ProposalState.WITHDRAWN, "stays", ProposalState.EXPIRED, "EXPIRED", ProposalState.OVERTAKEN, "DECIDED");

    static Stream<Arguments> everything() {
        return Arrays.stream(ProposalState.values()).flatMap(state -> Arrays.stream(ProposalAct.values())
                .flatMap(act -> EVERYBODY.stream().flatMap(person -> Stream.of(true, false)
                        .map(entitled -> Arguments.of(state, act, person, entitled)))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void rulesAsTheTableHasIt(ProposalState state, ProposalAct act, Person person, boolean entitled) {
        assertEquals(expected(state, act, person, entitled),
                word(ProposalRule.judge(proposal(state), act, person, entitled, AT)));
    }

    private static String expected(ProposalState state, ProposalAct act, Person person, boolean entitled) {
        boolean own = person.equals(ALICE);
        if (act == ProposalAct.WITHDRAW)
            return own ? WITHDRAWN_BY_ALICE.get(state) : "ANOTHERS_PROPOSAL";
        if (!entitled)
            return "ROLE_MISSING";
        if (own)
            return "OWN_PROPOSAL";
        boolean bob = person.equals(BOB);
        return act == ProposalAct.APPROVE
                ? (bob ? APPROVED_BY_BOB : APPROVED_BY_CAROL).get(state)
                : (bob ? REJECTED_BY_BOB : REJECTED_BY_CAROL).get(state);
    }

    @ParameterizedTest
    @EnumSource(ProposalAct.class)
    void endsAtTheVeryInstantItExpires(ProposalAct act) {
        Person person = act == ProposalAct.WITHDRAW ? ALICE : BOB;
        Instant expires = proposal(ProposalState.WAITING).times().expires();
        assertEquals(act.outcome().name(), word(ProposalRule.judge(proposal(ProposalState.WAITING), act, person, true,
                expires.minusNanos(1))));
        assertEquals("EXPIRED",
                word(ProposalRule.judge(proposal(ProposalState.WAITING), act, person, true, expires)));
    }

    @ParameterizedTest
    @EnumSource(value = ProposalState.class, names = "WAITING", mode = EnumSource.Mode.EXCLUDE)
    void theClockChangesNothingThatIsDecided(ProposalState state) {
        Proposal proposal = proposal(state);
        assertEquals(proposal, proposal.at(proposal.times().expires().plus(Duration.ofDays(999))));
    }

    @ParameterizedTest
    @EnumSource(Matter.class)
    @Tag("AU-05")
    void opensAMatterToTheRolesTheChangeItselfTakes(Matter matter) {
        Map<Matter, Set<Role>> own = Map.of(Matter.POLICY,
                EnumSet.of(Role.POLICY_ADMINISTRATOR, Role.ATTESTATION_CONTRIBUTOR), Matter.KEYS,
                EnumSet.of(Role.KEY_ADMINISTRATOR), Matter.SETTINGS, EnumSet.of(Role.TENANT_ADMINISTRATOR),
                Matter.ANCHOR_SET, EnumSet.noneOf(Role.class));
        for (Role role : Role.values()) {
            assertEquals(own.get(matter).contains(role), matter.openTo(caller("blue", role), "blue"), role.word());
            assertEquals(own.get(matter).contains(role) || role == Role.TENANT_ADMINISTRATOR || role == Role.AUDITOR,
                    matter.shownTo(caller("blue", role), "blue"), role.word());
        }
    }

    @ParameterizedTest
    @EnumSource(Matter.class)
    @Tag("TE-04")
    void opensNothingToAnotherTenant(Matter matter) {
        Caller red = new Caller(Optional.of("red"), "x", "y", Set.of(Role.values()));
        assertFalse(matter.openTo(red, "blue"));
        assertFalse(matter.shownTo(red, "blue"));
    }

    @Test
    void opensSettingsAndAnchorsAloneToThePlatform() {
        Caller platform = new Caller(Optional.empty(), "x", "y", Set.of(Role.PLATFORM_ADMINISTRATOR));
        assertEquals(EnumSet.of(Matter.SETTINGS, Matter.ANCHOR_SET), EnumSet.copyOf(
                Arrays.stream(Matter.values()).filter(matter -> matter.shownTo(platform, "blue")).toList()));
        assertTrue(Matter.ANCHOR_SET.openTo(platform, "blue"));
    }

    private static Caller caller(String tenant, Role role) {
        return new Caller(Optional.of(tenant), "x", "y", Set.of(role));
    }

    private static String word(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Becomes(ProposalState next) -> next.name();
            case Ruling.Stays() -> "stays";
            case Ruling.Refused(Cause cause) -> cause.name();
        };
    }

    private static Proposal proposal(ProposalState state) {
        Person decider = state == ProposalState.WITHDRAWN ? ALICE : BOB;
        boolean open = state == ProposalState.WAITING || state == ProposalState.EXPIRED;
        return new Proposal(new Proposal.Key(UUID.randomUUID(), UUID.randomUUID()),
                new ProposedChange.KeyReplacement(true), "1", ALICE,
                new Proposal.Times(AT, AT.plus(Duration.ofDays(7))), state,
                open ? Optional.empty() : Optional.of(new Proposal.Decision(decider, AT, "")));
    }
}
