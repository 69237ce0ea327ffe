package dev.assay.policy;

import java.util.Set;

/** {@code action} (maa-policy §5): what a rule whose conditions hold does. */
public sealed interface Action {
    record Permit() implements Action {}

    record Deny() implements Action {}

    /** Adds to the working set. An {@code issue} written in authorizationrules is one (§5). */
    record Add(ClaimTemplate claim) implements Action {}

    /** Adds to the working set and to the outgoing one. */
    record Issue(ClaimTemplate claim) implements Action {}

    /** Adds to the working set and to the properties. */
    record IssueProperty(ClaimTemplate claim) implements Action {}

    /** The identifiers whose claims it acts on. */
    default Set<String> identifiers() {
        return switch (this) {
            case Permit() -> Set.of();
            case Deny() -> Set.of();
            case Add(var claim) -> claim.identifiers();
            case Issue(var claim) -> claim.identifiers();
            case IssueProperty(var claim) -> claim.identifiers();
        };
    }

    /** Those of them it acts on one claim at a time (§4.1). */
    default Set<String> singles() {
        return switch (this) {
            case Permit() -> Set.of();
            case Deny() -> Set.of();
            case Add(var claim) -> claim.singles();
            case Issue(var claim) -> claim.singles();
            case IssueProperty(var claim) -> claim.singles();
        };
    }
}
