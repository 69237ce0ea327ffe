package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Caller;
import dev.assay.persistence.PolicyQuotaException;
import dev.assay.persistence.StoreException;
import dev.assay.policy.PolicyParsingException;
import dev.assay.service.ManagedPolicyAnswer.Kind;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A tenant's policies and all their versions on the management plane and in the console. Each method decides by its
 * caller whether it may be (AU-05).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ManagedPolicies {
    private static final System.Logger LOG = System.getLogger(ManagedPolicies.class.getName());

    @Inject
    House house;

    /** Every type's policy in force. */
    @PermitAll
    public ManagedPolicyAnswer list(String tenant, Caller caller, String traceId) {
        return ask(traceId, policies -> policies.list(tenant, caller));
    }

    /** The policy in force. */
    @PermitAll
    public ManagedPolicyAnswer get(PolicyCall call) {
        return ask(call.traceId(), policies -> policies.get(call));
    }

    /** Its versions, the newest first, without their texts. @param before those older than this one. @param size 1 to 1000 */
    @PermitAll
    public ManagedPolicyAnswer versions(PolicyCall call, OptionalInt before, int size) {
        return ask(call.traceId(), policies -> policies.versions(call, before, size));
    }

    /** One version with its text. @param number 0: the default */
    @PermitAll
    public ManagedPolicyAnswer version(PolicyCall call, int number) {
        return ask(call.traceId(), policies -> policies.version(call, number));
    }

    /** Stores a new version and brings it in force; the one in force again changes nothing. @param body text, or a JWS */
    @PermitAll
    public ManagedPolicyAnswer put(ManagedPolicyCall call, Bytes body) {
        return ask(call.policy().traceId(), policies -> policies.put(call, body));
    }

    /** Brings a version in force again; none is stored. @param number 0: the default */
    @PermitAll
    public ManagedPolicyAnswer activate(ManagedPolicyCall call, int number) {
        return ask(call.policy().traceId(), policies -> policies.activate(call, number));
    }

    private ManagedPolicyAnswer ask(String traceId, Function<PolicyAdministration, ManagedPolicyAnswer> question) {
        House.Rooms rooms = house.rooms();
        try {
            return question.apply(new PolicyAdministration(rooms.ports().tenants()::find, rooms.policies().changes()));
        } catch (MalformedException malformed) {
            return new ManagedPolicyAnswer.Refused(Kind.BAD_VALUE, "malformed", malformed.getMessage());
        } catch (PolicyParsingException unparsed) {
            return new ManagedPolicyAnswer.Unparsed(ManagedPolicyAnswer.Problem.of(unparsed));
        } catch (PolicyQuotaException spent) {
            return new ManagedPolicyAnswer.Refused(Kind.CONFLICT, "too-many-policy-versions", "Nothing was stored: "
                    + spent.getMessage() + ". Ask the operator for a larger quota, or activate a version there is.");
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "policies, trace {0}: {1}", traceId, down.getMessage());
            return new ManagedPolicyAnswer.Unavailable();
        }
    }
}
