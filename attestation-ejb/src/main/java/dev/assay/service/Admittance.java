package dev.assay.service;

import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.tenant.TenantSnapshot;
import java.util.Optional;

/** Whether a caller may have evidence appraised, by the tenant's settings; decided before the evidence is looked at. */
final class Admittance {
    private Admittance() {}

    /** Whether the call takes an identified caller. */
    static boolean asks(AttestCall call, TenantSnapshot tenant) {
        return call.credential().demanded()
                || tenant.tenant().settings().authenticated().contains(call.request().type());
    }

    /** What is answered instead of a verdict; empty where the caller may go on. */
    static Optional<Outcome> refusal(AttestCall call) {
        return switch (call.credential().identify().get()) {
            case Identification.Known(Caller caller) -> caller.may(call.tenant(), Role.ATTESTATION_READER,
                    Role.ATTESTATION_CONTRIBUTOR) ? Optional.empty() : Optional.of(new Outcome.Unauthorized());
            case Identification.Refused() -> Optional.of(new Outcome.Unauthorized());
            case Identification.Unavailable() -> Optional.of(new Outcome.IssuerUnavailable());
        };
    }

    /** Whether the caller has a role of the tenant that may read its policies; a call without a token has none. */
    static boolean mayKnowPolicy(AttestCall call) {
        return call.credential().identify().get() instanceof Identification.Known(Caller caller)
                && caller.may(call.tenant(), Role.POLICY_ADMINISTRATOR, Role.AUDITOR, Role.TENANT_ADMINISTRATOR);
    }
}
