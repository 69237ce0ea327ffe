package dev.assay.service;

import dev.assay.approval.ProposalAct;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange;
import dev.assay.identity.Caller;
import dev.assay.persistence.StoreException;
import dev.assay.signing.KeyUnavailableException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Changes that wait for a second person (four eyes). Each method decides by the caller whether it may be (AU-05). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Approvals {
    private static final System.Logger LOG = System.getLogger(Approvals.class.getName());

    @Inject
    House house;

    /**
     * Asked before a change is made: it waits where it takes a second person, and the caller's role is checked either
     * way.
     *
     * @param tenant by name
     * @return {@link ProposalAnswer.NotNeeded} where the change is to be made at once
     */
    @PermitAll
    public ProposalAnswer propose(String tenant, ProposedChange change, Caller caller, String traceId) {
        ProposalCall call = new ProposalCall(tenant, caller, traceId);
        return ask(call, approving -> approving.propose(change, call));
    }

    /** The newest first, from the one behind {@code after}; 1 to 1000 of them. @param state empty: any */
    @PermitAll
    public ProposalAnswer list(Optional<ProposalState> state, Optional<UUID> after, int size, ProposalCall call) {
        return ask(call, approving -> approving.list(state, after, size, call));
    }

    @PermitAll
    public ProposalAnswer get(UUID id, ProposalCall call) {
        return ask(call, approving -> approving.get(id, call));
    }

    /** Approves, rejects or withdraws; the same again gets the same answer. @param note why; may be empty */
    @PermitAll
    public ProposalAnswer decide(UUID id, ProposalAct act, String note, ProposalCall call) {
        return ask(call, approving -> approving.decide(id, act, note, call));
    }

    private ProposalAnswer ask(ProposalCall call, Function<Approving, ProposalAnswer> question) {
        try {
            return question.apply(house.rooms().tenancy().approving());
        } catch (EJBException | StoreException | KeyUnavailableException down) {
            LOG.log(System.Logger.Level.ERROR, "approvals, trace {0}: {1}", call.traceId(), down.getMessage());
            return new ProposalAnswer.Unavailable();
        }
    }
}
