package dev.assay.service;

import dev.assay.evidence.Reason;

/** What became of a call about policies. */
public sealed interface PolicyAnswer {
    /** @param token compact JWS, signed by the tenant's key */
    record Signed(String token) implements PolicyAnswer {}

    /** The document itself. @param document compact JWS */
    record Plain(String document) implements PolicyAnswer {}

    /** The caller has not the role, for this tenant. */
    record Unauthorized() implements PolicyAnswer {}

    record NoSuchTenant() implements PolicyAnswer {}

    /** @param code of the protocol. @param detail what is wrong and what to do */
    record BadRequest(String code, String detail) implements PolicyAnswer {}

    /** Another change came first. */
    record Conflict(String detail) implements PolicyAnswer {}

    /** Four eyes: nothing is changed before another person approves. */
    record Waits(ProposalView proposal) implements PolicyAnswer {}

    record Unavailable(Reason reason, String detail) implements PolicyAnswer {}
}
