package dev.assay.service;

import dev.assay.persistence.StoreException;
import dev.assay.tenant.UnreadablePolicyException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.Function;

/** What a draft would change, by what was attested so far. Each method decides by the call's caller whether it may be. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Impacts {
    private static final System.Logger LOG = System.getLogger(Impacts.class.getName());

    @Inject
    House house;

    /** Begins a replay; it goes on after the answer. */
    @PermitAll
    public ImpactAnswer start(ImpactWish wish, ImpactCall call) {
        return ask(call, desk -> desk.start(wish, call));
    }

    /** How far one is, on whatever node it runs or ran. */
    @PermitAll
    public ImpactAnswer show(String id, ImpactCall call) {
        return ask(call, desk -> desk.show(id, call));
    }

    private ImpactAnswer ask(ImpactCall call, Function<ImpactDesk, ImpactAnswer> question) {
        try {
            return question.apply(house.rooms().evidence().desk());
        } catch (UnreadablePolicyException unread) {
            return new ImpactAnswer.Refused(ImpactAnswer.Kind.UNREADABLE, "policy-unreadable", unread.getMessage());
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "impact, trace {0}: {1}", call.traceId(), down.getMessage());
            return new ImpactAnswer.Unavailable();
        }
    }
}
