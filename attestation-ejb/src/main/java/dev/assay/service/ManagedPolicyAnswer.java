package dev.assay.service;

import dev.assay.evidence.AttestationType;
import dev.assay.policy.Problem;
import java.util.List;
import java.util.OptionalInt;

/** What became of a call of the management plane about policies. */
public sealed interface ManagedPolicyAnswer {
    /** As it is, or as the change left it. */
    record Shown(PolicyView policy) implements ManagedPolicyAnswer {}

    /** Every type's. */
    record Listed(List<PolicyView> policies) implements ManagedPolicyAnswer {}

    /** A page of versions, the newest first. @param next the page behind it has those before this number */
    record Versions(AttestationType type, List<PolicyView.Version> versions, OptionalInt next)
            implements
                ManagedPolicyAnswer {}

    record OneVersion(PolicyView.Version version) implements ManagedPolicyAnswer {}

    /** Four eyes: nothing is changed before another person approves. */
    record Waits(ProposalView proposal) implements ManagedPolicyAnswer {}

    /** The text is no policy. */
    record Unparsed(List<Problem> problems) implements ManagedPolicyAnswer {}

    /** @param code stable. @param detail what is wrong and what to do */
    record Refused(Kind kind, String code, String detail) implements ManagedPolicyAnswer {}

    /** The database cannot be asked now. */
    record Unavailable() implements ManagedPolicyAnswer {}

    /** What a refusal is about. */
    enum Kind {
        BAD_VALUE,
        FORBIDDEN,
        NO_TENANT,
        NO_VERSION,
        CONFLICT,
        STALE
    }
}
