package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Reason;
import dev.assay.identity.Caller;
import dev.assay.json.StrictJson;
import dev.assay.persistence.PolicyCertificateRows;
import dev.assay.persistence.PolicyQuotaException;
import dev.assay.persistence.StoreException;
import dev.assay.policy.PolicyParsingException;
import dev.assay.policy.Problem;
import dev.assay.pki.CertificateOperation;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A tenant's policies on the data plane. Each method decides by the call's caller whether it may be (AU-05). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Policies {
    private static final System.Logger LOG = System.getLogger(Policies.class.getName());

    @Inject
    House house;

    @Inject
    PolicyCertificateRows certificates;

    /** How an answer is worded. */
    public enum Wording {
        STABLE,
        /** Of api-version 2018-09-01-preview (maa-api §7). */
        PREVIEW
    }

    /** Token with the document in force. */
    @PermitAll
    public PolicyAnswer get(PolicyCall call) {
        return ask(call, desk -> desk.get(call));
    }

    /** The document in force itself. */
    @PermitAll
    public PolicyAnswer document(PolicyCall call) {
        return ask(call, desk -> new PolicyAnswer.Plain(desk.current(call)));
    }

    /** Brings a document in force; the one in force again changes nothing. @param body as received */
    @PermitAll
    public PolicyAnswer put(PolicyCall call, Bytes body, Wording wording) {
        return ask(call, desk -> switch (wording) {
            case STABLE -> desk.put(call, body);
            case PREVIEW -> desk.putPreview(call, body);
        });
    }

    /** Token with a document that could be brought in force; nothing changes. @param body as received */
    @PermitAll
    public PolicyAnswer prepare(PolicyCall call, Bytes body) {
        return ask(call, desk -> desk.prepare(call, body));
    }

    /** Brings the default in force. @param body a JWS with an empty payload */
    @PermitAll
    public PolicyAnswer reset(PolicyCall call, Bytes body, Wording wording) {
        return ask(call, desk -> desk.reset(call, StrictJson.decode("policy", body), wording == Wording.PREVIEW));
    }

    /** Token with the certificates policies are to be signed with; none but for isolated tenants. */
    @PermitAll
    public PolicyAnswer certificates(String tenant, Caller caller, String traceId, Wording wording) {
        PolicyCall call = PolicyCall.ofAnyType(tenant, caller, traceId);
        return ask(call, desk -> desk.certificates(call, wording == Wording.PREVIEW));
    }

    /**
     * Adds or removes a certificate policies are to be signed with; what is so already changes nothing.
     *
     * @param document a compact JWS, signed by a listed certificate (maa-api §4)
     */
    @PermitAll
    public PolicyAnswer changeCertificates(PolicyCall call, CertificateOperation operation, String document,
            Wording wording) {
        return ask(call, desk -> new PolicyCertificateDesk(desk, certificates).change(call, operation, document,
                wording == Wording.PREVIEW));
    }

    private PolicyAnswer ask(PolicyCall call, Function<PolicyDesk, PolicyAnswer> question) {
        try {
            return question.apply(house.rooms().policies());
        } catch (PolicyRefusal refused) {
            return refused.answer();
        } catch (MalformedException malformed) {
            return new PolicyAnswer.BadRequest("InvalidOperation", malformed.getMessage());
        } catch (PolicyParsingException unparsed) {
            return new PolicyAnswer.BadRequest("PolicyParsingError", list(unparsed));
        } catch (PolicyQuotaException spent) {
            return new PolicyAnswer.BadRequest("InvalidOperation", "Nothing was stored: " + spent.getMessage()
                    + ". Ask the operator for a larger quota.");
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "policies, trace {0}: {1}", call.traceId(), down.getMessage());
            return new PolicyAnswer.Unavailable(Reason.STORE_UNAVAILABLE,
                    "The service cannot read its database now.");
        }
    }

    private static String list(PolicyParsingException unparsed) {
        return unparsed.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
    }
}
