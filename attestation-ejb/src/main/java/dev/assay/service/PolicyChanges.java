package dev.assay.service;

import dev.assay.approval.ProposedChange;
import dev.assay.evidence.Reason;
import dev.assay.persistence.PolicyRows;
import dev.assay.service.PolicyRefusal.Cause;
import dev.assay.tenant.KeptPolicy;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyStanding;
import dev.assay.tenant.PolicyVersion;
import dev.assay.tenant.Tenant;
import dev.assay.token.PolicyDocument;
import dev.assay.token.PolicySigner;
import dev.assay.token.PolicyUpload;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Changes which policy of a tenant is in force, for callers already admitted: on either plane by the same rules. A change
 * is judged, then made; what may not be is a {@link PolicyRefusal}.
 *
 * @param approving has a change wait where it takes a second person
 */
record PolicyChanges(PolicyRows rows, PolicyRules rules,
        BiFunction<ProposedChange, ProposalCall, ProposalAnswer> approving) {
    /**
     * A change that was asked for.
     *
     * @param from the policy's state when it was
     * @param expected number of changes the caller has seen; empty: any
     * @param note why, in the caller's words
     */
    record Act(Tenant tenant, PolicyCall call, PolicyRows.From from, OptionalInt expected, Optional<String> note) {}

    /** A change that was judged. */
    @FunctionalInterface
    interface Step {
        /**
         * Makes it.
         *
         * @return the policy as the change left it
         * @throws PolicyRefusal where another one came first
         */
        PolicyStanding make();
    }

    Act begin(Tenant tenant, PolicyCall call) {
        return begin(tenant, call, OptionalInt.empty(), Optional.empty());
    }

    Act begin(Tenant tenant, PolicyCall call, OptionalInt expected, Optional<String> note) {
        return new Act(tenant, call, rows.now(tenant.id(), call.type()), expected, note);
    }

    Step update(Act act, PolicyUpload upload) {
        rules.check(act.tenant(), act.call().type(), upload.signer());
        PolicyVersion version = new PolicyVersion(upload.policy(), upload.document(),
                upload.signer().map(PolicySigner::sha256), upload.once());
        return inForce(act, Optional.of(upload.document()))
                ? same(act)
                : step(act, new ProposedChange.PolicyUpload(act.call().type(), upload.document(), act.note()),
                        () -> rows.update(act.from(), version, change(act)));
    }

    /** @param document a JWS with an empty payload */
    Step reset(Act act, String document) {
        rules.check(act.tenant(), act.call().type(), PolicyDocument.readReset("policy", document));
        return inForce(act, Optional.empty())
                ? same(act)
                : step(act, new ProposedChange.PolicyReset(act.call().type(), document),
                        () -> rows.reset(act.from(), change(act)));
    }

    /** Back to the default by its number, 0. */
    Step activateDefault(Act act) {
        rules.checkDefault(act.tenant(), act.call().type());
        return inForce(act, Optional.empty())
                ? same(act)
                : step(act, new ProposedChange.PolicyActivation(act.call().type(), 0, act.note()),
                        () -> rows.reset(act.from(), change(act)));
    }

    /** Back to a stored version; none is stored. */
    Step activate(Act act, KeptPolicy kept) {
        int version = kept.version().version();
        rules.checkAgain(act.tenant(), act.call().type(), kept);
        return rows.activeVersion(act.tenant().id(), act.call().type()) == version
                ? same(act)
                : step(act, new ProposedChange.PolicyActivation(act.call().type(), version, act.note()),
                        () -> rows.activate(act.from(), version, change(act)));
    }

    private boolean inForce(Act act, Optional<String> document) {
        return rows.inForce(act.tenant().id(), act.call().type(), document);
    }

    /** RFC 9110 §13.1.1: what is so already succeeds whatever the caller has seen, so that a lost answer can be asked again. */
    private Step same(Act act) {
        return () -> rows.standing(act.tenant().id(), act.call().type());
    }

    private Step step(Act act, ProposedChange wanted, Supplier<PolicyRows.Change> making) {
        if (act.expected().isPresent() && act.expected().getAsInt() != act.from().changes())
            throw conflict();
        propose(act, wanted);
        return () -> settled(act, making.get());
    }

    /** Four eyes: where the change takes a second person, it waits, and the call ends here. */
    private void propose(Act act, ProposedChange wanted) {
        if (!act.tenant().settings().fourEyes())
            return;
        PolicyCall call = act.call();
        switch (approving.apply(wanted, new ProposalCall(call.tenant(), call.caller(), call.traceId()))) {
            case ProposalAnswer.NotNeeded() -> {
                // Turned off a moment ago.
            }
            case ProposalAnswer.Waits(ProposalView view) -> throw new PolicyRefusal(new PolicyAnswer.Waits(view));
            case TenantAnswer.Refused refused -> throw refusal(refused);
            case ProposalAnswer.Unavailable() -> throw new PolicyRefusal(new PolicyAnswer.Unavailable(
                    Reason.STORE_UNAVAILABLE, "The service cannot read its database now."));
            case ProposalAnswer.Shown shown -> throw new IllegalStateException("a proposal is not shown to its caller");
            case ProposalAnswer.Listed listed -> throw new IllegalStateException("a proposal is not a list");
        }
    }

    private static PolicyRefusal refusal(TenantAnswer.Refused refused) {
        return switch (refused.kind()) {
            case BAD_VALUE -> PolicyRefusal.operation(refused.detail());
            case FORBIDDEN -> new PolicyRefusal(new PolicyAnswer.Unauthorized());
            case NOT_FOUND -> new PolicyRefusal(new PolicyAnswer.NoSuchTenant());
            case CONFLICT, STALE -> new PolicyRefusal(new PolicyAnswer.Conflict(refused.detail()), Cause.TOO_MANY_WAIT);
        };
    }

    private PolicyStanding settled(Act act, PolicyRows.Change change) {
        return switch (change) {
            case MADE -> rows.after(act.from());
            case SAME -> same(act).make();
            case CONFLICT -> throw conflict();
            case REPLAY -> throw PolicyRefusal.operation(Cause.COUNTS_ONCE,
                    "policy: this document bears jti or iat and was stored before, so it is taken for a replay. Sign a"
                            + " new one.");
        };
    }

    private static PolicyRefusal conflict() {
        return new PolicyRefusal(new PolicyAnswer.Conflict(
                "Another change of this policy was made meanwhile. Read the policy and send the change again."));
    }

    private PolicyChange change(Act act) {
        return new PolicyChange(act.call().caller().subject(), act.call().caller().issuer(), act.call().traceId(),
                act.note(), rules.clock().get());
    }
}
