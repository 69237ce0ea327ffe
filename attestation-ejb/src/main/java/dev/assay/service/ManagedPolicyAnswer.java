package dev.assay.service;

import dev.assay.policy.PolicyParsingException;
import dev.assay.evidence.AttestationType;
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

    /** The text is no policy; every problem found. */
    record Unparsed(List<Problem> problems) implements ManagedPolicyAnswer {}

    /** One of them. @param path grammar position. @param message what is wrong and what would be right */
    record Problem(int line, int column, String symbol, String path, String message) {
        static List<Problem> of(PolicyParsingException unparsed) {
            return of(unparsed.problems());
        }

        static List<Problem> of(List<dev.assay.policy.Problem> problems) {
            return problems.stream().map(one -> new Problem(one.line(), one.column(), one.symbol(),
                    one.rulePath(), one.message())).toList();
        }
    }

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
        STALE,
        TOO_LARGE
    }
}
