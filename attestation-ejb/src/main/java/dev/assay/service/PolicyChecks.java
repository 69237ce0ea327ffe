package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.lint.Lint;
import dev.assay.lint.Report;
import dev.assay.lint.Vocabularies;
import dev.assay.lint.Warning;
import dev.assay.persistence.StoreException;
import dev.assay.policy.PolicyParsingException;
import dev.assay.token.PolicyUpload;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Predicate;

/**
 * Checks policies that are not in force, for whoever may write or audit a tenant's. Nothing is stored and nothing of the
 * tenant is looked at but that it is there.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PolicyChecks {
    private static final System.Logger LOG = System.getLogger(PolicyChecks.class.getName());

    @Inject
    House house;

    /** @param body a policy's text, or a compact JWS; positions are those in the text */
    @PermitAll
    public PolicyCheckAnswer check(PolicyCall call, Bytes body) {
        try {
            return check(call, body, tenant -> house.rooms().ports().tenants().find(tenant).isPresent());
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "policy check, trace {0}: {1}", call.traceId(), down.getMessage());
            return new PolicyCheckAnswer.Unavailable();
        }
    }

    /** The caller first, so that nothing is said of a tenant to whom it is none of their business (TE-04). */
    static PolicyCheckAnswer check(PolicyCall call, Bytes body, Predicate<String> there) {
        Caller caller = call.caller();
        boolean knows = caller.platformAdministrator() || caller.tenant().filter(call.tenant()::equals).isPresent();
        if (!knows || !there.test(call.tenant()))
            return new PolicyCheckAnswer.NoTenant();
        if (!caller.may(call.tenant(), Role.POLICY_ADMINISTRATOR, Role.AUDITOR))
            return new PolicyCheckAnswer.Forbidden();
        try {
            return checked(report(call, body));
        } catch (MalformedException malformed) {
            return new PolicyCheckAnswer.Malformed(malformed.getMessage());
        }
    }

    private static Report report(PolicyCall call, Bytes body) {
        try {
            return Lint.check(Vocabularies.named(call.type().wireName()).orElseThrow(),
                    PolicyUpload.text("policy", body));
        } catch (PolicyParsingException notStorable) {
            return new Report(notStorable.problems(), List.of());
        }
    }

    private static PolicyCheckAnswer.Checked checked(Report report) {
        return new PolicyCheckAnswer.Checked(ManagedPolicyAnswer.Problem.of(report.errors()),
                report.warnings().stream().map(PolicyChecks::finding).toList());
    }

    private static PolicyCheckAnswer.Finding finding(Warning one) {
        return new PolicyCheckAnswer.Finding(one.code(), one.grade().word(),
                new PolicyCheckAnswer.Place(one.line(), one.column(), one.path()), one.message(), one.suggestion());
    }
}
