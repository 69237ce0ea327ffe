package dev.assay.service;

import dev.assay.approval.Matter;
import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalAct;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange;
import dev.assay.approval.ProposedChange.SettingsChange;
import dev.assay.bytes.MalformedException;
import dev.assay.persistence.PolicyQuotaException;
import dev.assay.persistence.ProposalRows;
import dev.assay.persistence.StoreException;
import dev.assay.persistence.TenantStore;
import dev.assay.policy.PolicyParsingException;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.service.TenantAnswer.Refused;
import dev.assay.signing.KeyAct;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import jakarta.ejb.EJBException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes proposals, shows them, and has them decided. Who may not know of a tenant or of a proposal is answered as if
 * there were none (TE-04).
 */
final class Approving {
    private static final System.Logger LOG = System.getLogger(Approving.class.getName());
    private static final int LARGEST_PAGE = 1000;
    private static final Pattern NOTE = Pattern.compile("[^\\p{Cntrl}]{0,500}");

    private final ProposalRows rows;
    private final TenantStore tenants;
    private final SecondPerson second;
    private final Applying applying;
    private final ProposalDesk desk;

    Approving(ProposalRows rows, TenantStore tenants, SecondPerson second, Applying applying, ProposalDesk desk) {
        this.rows = rows;
        this.tenants = tenants;
        this.second = second;
        this.applying = applying;
        this.desk = desk;
    }

    /** Has a change wait, where it takes a second person. */
    ProposalAnswer propose(ProposedChange change, ProposalCall call) {
        Optional<TenantRecord> tenant = visible(call);
        if (tenant.isEmpty())
            return noTenant();
        if (!change.matter().openTo(call.caller(), call.tenant()) || platformsOwn(change, call))
            return forbidden(change.matter());
        if (!second.needed(tenant.get().settings(), change.matter()))
            return new ProposalAnswer.NotNeeded();
        Optional<String> base = applying.base(tenant.get(), change);
        if (base.isEmpty())
            return new Refused(Kind.NOT_FOUND, "object-not-found",
                    "What is to be changed is not there.");
        try {
            applying.ready(tenant.get(), change, Judgement.change(call, second.now()));
        } catch (MalformedException | PolicyParsingException refused) {
            return new Refused(Kind.BAD_VALUE, "change-not-possible", refused.getMessage());
        } catch (PolicyRefusal refused) {
            return new Refused(Kind.BAD_VALUE, "change-not-possible", refused.detail());
        }
        return second.enter(tenant.get().id(), new SecondPerson.Wish(change, base.get()), call.caller(),
                call.traceId()).<ProposalAnswer>map(it -> new ProposalAnswer.Waits(new ProposalView(call.tenant(), it)))
                .orElseGet(Approving::tooMany);
    }

    /** Quotas and anchors are not a tenant's to change, not even by two. */
    private static boolean platformsOwn(ProposedChange change, ProposalCall call) {
        return change instanceof SettingsChange(TenantSettings before, TenantSettings after)
                && !call.caller().platformAdministrator()
                && !(before.quotas().equals(after.quotas()) && before.anchorSet().equals(after.anchorSet()));
    }

    /** The newest first, from the one behind {@code after}. */
    ProposalAnswer list(Optional<ProposalState> state, Optional<UUID> after, int size, ProposalCall call) {
        Optional<TenantRecord> tenant = visible(call);
        if (tenant.isEmpty())
            return noTenant();
        Set<Matter> matters = Arrays.stream(Matter.values())
                .filter(matter -> matter.shownTo(call.caller(), call.tenant())).collect(Collectors.toSet());
        int shown = Math.clamp(size, 1, LARGEST_PAGE);
        List<Proposal> found = rows.page(tenant.get().id(),
                new ProposalRows.Page(matters, state, after, shown + 1, second.now()));
        List<ProposalView> views = found.stream().limit(shown)
                .map(proposal -> new ProposalView(call.tenant(), proposal.at(second.now()))).toList();
        return new ProposalAnswer.Listed(views, found.size() > shown
                ? Optional.of(views.getLast().proposal().key().id())
                : Optional.empty());
    }

    ProposalAnswer get(UUID id, ProposalCall call) {
        return visible(call).<ProposalAnswer>map(tenant -> visible(tenant, id, call)
                .<ProposalAnswer>map(proposal -> shown(tenant, proposal)).orElseGet(Approving::noProposal))
                .orElseGet(Approving::noTenant);
    }

    /** @param note why; up to 500 characters, none of them a control character */
    ProposalAnswer decide(UUID id, ProposalAct act, String note, ProposalCall call) {
        Optional<TenantRecord> tenant = visible(call);
        if (tenant.isEmpty())
            return noTenant();
        if (!NOTE.matcher(note).matches()) {
            return new Refused(Kind.BAD_VALUE, "note-not-possible",
                    "note: has 500 characters at most and no control character.");
        }
        return visible(tenant.get(), id, call).map(proposal -> decide(tenant.get(), proposal,
                new Judgement.Act(act, note, call, second.now()))).orElseGet(Approving::noProposal);
    }

    private ProposalAnswer decide(TenantRecord tenant, Proposal proposal, Judgement.Act act) {
        try {
            boolean applies = act.act() == ProposalAct.APPROVE
                    && proposal.at(act.at()).state() == ProposalState.WAITING;
            Supplier<Applying.Reach> step = applies
                    ? applying.ready(tenant, proposal.change(), Judgement.change(act.call(), act.at()))
                    : () -> Applying.Reach.OVERTAKEN;
            Judgement judgement = new Judgement(act, () -> applying.base(tenant, proposal.change()), step);
            Optional<Proposal> settled = rows.settle(proposal.key(), judgement);
            return judgement.refusal().<ProposalAnswer>map(refused -> refused)
                    .orElseGet(() -> shown(tenant, finished(tenant, settled.orElseThrow(), act)));
        } catch (MalformedException | PolicyParsingException | PolicyQuotaException refused) {
            return impossible(refused.getMessage());
        } catch (PolicyRefusal refused) {
            return impossible(refused.detail());
        }
    }

    private static Refused impossible(String why) {
        return new Refused(Kind.CONFLICT, "change-not-possible", "The change cannot come into force now: " + why);
    }

    /** why: a key that cannot be made now is made by a later round; the decision stands. */
    private Proposal finished(TenantRecord tenant, Proposal proposal, Judgement.Act act) {
        try {
            return act.act() == ProposalAct.APPROVE
                    ? carriedOut(tenant, proposal, Person.of(act.call().caller()), act.call().traceId())
                    : proposal;
        } catch (KeyUnavailableException out) {
            LOG.log(System.Logger.Level.WARNING, "proposal {0} of {1} is approved and not carried out yet: {2}",
                    proposal.key().id(), tenant.name(), out.getMessage());
            return proposal;
        }
    }

    private Proposal carriedOut(TenantRecord tenant, Proposal proposal, Person by, String traceId) {
        Person decider = proposal.decision().map(Proposal.Decision::by).orElse(by);
        boolean done = applying.carryOut(tenant, proposal,
                new KeyAct(decider.subject(), decider.issuer(), traceId, second.now()));
        return done && proposal.state() == ProposalState.APPROVED
                ? rows.settle(proposal.key(), now -> Judgement.applied(now, by, traceId, second.now())).orElse(proposal)
                : proposal;
    }

    /** Expires what nobody decided, and goes on with what was approved and stopped on its way; how many it was. */
    int tend(String node) {
        return (int) rows.due(second.now()).stream().filter(key -> tend(key, Person.node(node))).count();
    }

    /** why: one proposal's trouble is not another's. */
    private boolean tend(Proposal.Key key, Person node) {
        try {
            Optional<Proposal> proposal = rows.settle(key, now -> Judgement.overdue(now, node, second.now()));
            Optional<TenantRecord> tenant = tenants.read(key.tenant()).map(TenantStore.Made::tenant)
                    .filter(found -> !found.deleted());
            if (tenant.isEmpty())
                proposal = rows.settle(key, now -> Judgement.pointless(now, node, second.now()));
            else if (proposal.filter(it -> it.state() == ProposalState.APPROVED).isPresent())
                proposal = Optional.of(carriedOut(tenant.get(), proposal.get(), node, ""));
            return proposal.filter(it -> it.state() != ProposalState.APPROVED).isPresent();
        } catch (KeyUnavailableException | EJBException | StoreException failed) {
            LOG.log(System.Logger.Level.WARNING, "proposal {0}: {1}", key.id(), failed.getMessage());
            return false;
        }
    }

    private ProposalAnswer shown(TenantRecord tenant, Proposal proposal) {
        return new ProposalAnswer.Shown(desk.detail(tenant, proposal, second.now()));
    }

    private Optional<TenantRecord> visible(ProposalCall call) {
        boolean known = call.caller().platformAdministrator()
                || call.caller().tenant().filter(call.tenant()::equals).isPresent();
        return known && Tenant.nameable(call.tenant())
                ? tenants.idOf(call.tenant()).flatMap(tenants::read).map(TenantStore.Made::tenant)
                        .filter(tenant -> !tenant.deleted())
                : Optional.empty();
    }

    /** The proposer sees it whatever became of their roles. */
    private Optional<Proposal> visible(TenantRecord tenant, UUID id, ProposalCall call) {
        return rows.read(new Proposal.Key(tenant.id(), id))
                .filter(proposal -> proposal.change().matter().shownTo(call.caller(), call.tenant())
                        || proposal.proposer().equals(Person.of(call.caller())));
    }

    static Refused forbidden(Matter matter) {
        return new Refused(Kind.FORBIDDEN, "role-missing",
                "To propose or decide this takes the role " + matter.roleWords() + ".");
    }

    static Refused tooMany() {
        return new Refused(Kind.CONFLICT, "too-many-proposals",
                SecondPerson.MOST_WAITING + " changes of the tenant wait already. Have some decided or withdrawn.");
    }

    private static ProposalAnswer noTenant() {
        return new Refused(Kind.NOT_FOUND, "tenant-not-found",
                "No tenant of this name is known to the caller.");
    }

    private static ProposalAnswer noProposal() {
        return new Refused(Kind.NOT_FOUND, "proposal-not-found",
                "No proposal of this id is known to the caller.");
    }
}
