package dev.assay.appraisal;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Checks.Finding;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.Scheme.ClosingSteps;
import dev.assay.evidence.Verification;
import dev.assay.evidence.TokenForm;
import dev.assay.evidence.VerificationTerms;
import dev.assay.policy.Deciding;
import dev.assay.policy.Decision;
import dev.assay.policy.PolicyEngine;
import dev.assay.policy.trace.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One admitted piece of evidence on its way to a verdict: verification, then the three closing steps. */
final class Judgement<E> {
    private static final int SHOWN_RULES = 8;

    private final PolicyEngine engine;
    private final Admission.Admitted<E> admitted;
    private final Terms terms;
    private final Checks checks;
    private final ClosingSteps steps;
    private final Conclusion conclusion;

    Judgement(PolicyEngine engine, Admission.Admitted<E> admitted, Terms terms) {
        this.engine = engine;
        this.admitted = admitted;
        this.terms = terms;
        this.checks = admitted.checks();
        this.steps = admitted.scheme().closing();
        this.conclusion = new Conclusion(admitted.scheme(), checks);
    }

    Appraisal conclude(CollateralSet collateral) {
        Verification verification;
        try {
            verification = admitted.scheme().verify(admitted.evidence(), collateral, verificationTerms(), checks);
        } catch (Refusal refused) {
            return conclusion.withoutVerification();
        }
        // EV-02: no claim is made of evidence that did not pass every check so far.
        if (checks.worst().isPresent())
            return conclusion.refused(verification);
        return close(verification);
    }

    private VerificationTerms verificationTerms() {
        return new VerificationTerms(terms.anchors(), terms.at(), terms.baseline().collateralGrace(),
                terms.revocation(), terms.baseline().tpm(), terms.issuer());
    }

    private Appraisal close(Verification verification) {
        ClaimAssembler assembler = new ClaimAssembler(admitted.request(), verification,
                admitted.scheme().heldDataClaims());
        ClaimSet incoming = assembler.incoming();
        PolicyEngine.Configured configured = engine.configure(terms.policy(), incoming);
        try {
            checks.holds(steps.baseline(), Reason.POLICY_ERROR, () -> baseline(verification, configured));
            checks.holds(steps.claims(), Reason.RUNTIME_DATA_MALFORMED, () -> bindings(assembler, incoming));
        } catch (Refusal refused) {
            return conclusion.refused(verification, new Hearing(incoming, Optional.empty()));
        }
        if (checks.worst().isPresent())
            return conclusion.refused(verification, new Hearing(incoming, Optional.empty()));
        return policy(verification, assembler, incoming, configured);
    }

    /** PO-10: the baseline is asked whatever the policy's configuration says; a failed configuration grants nothing. */
    private String baseline(Verification verification, PolicyEngine.Configured configured) {
        List<Claim> properties = configured.failure().isPresent() ? List.of() : configured.properties();
        List<String> accepted = new java.util.ArrayList<>();
        accepted.add(new BaselineRule(terms.baseline(), terms.at()).check(verification, properties));
        verification.tpm().map(tpm -> new TpmRule(properties).check(tpm)).ifPresent(accepted::add);
        return String.join("; ", accepted);
    }

    private static String bindings(ClaimAssembler assembler, ClaimSet incoming) {
        assembler.checkBindings();
        return incoming.claims().size() + " claims";
    }

    private Appraisal policy(Verification verification, ClaimAssembler assembler, ClaimSet incoming,
            PolicyEngine.Configured configured) {
        Decision decision = configured.failure().<Decision>map(failed -> failed)
                .orElseGet(() -> engine.decide(configured));
        Hearing hearing = new Hearing(incoming, Optional.of(decision));
        Optional<Granted> permitted = checks.attempt(steps.policy(), Reason.POLICY_ERROR,
                () -> permitted(verification, decision));
        return permitted.map(granted -> conclusion.permitted(verification, hearing,
                assembler.token(terms.policy(), granted.issued(), terms.anchors()), granted.form()))
                .orElseGet(() -> conclusion.refused(verification, hearing));
    }

    /** What a permitting policy issued, and how it wants the token. */
    private record Granted(List<Claim> issued, TokenForm form) {}

    private static Finding<Granted> permitted(Verification verification, Decision.Permitted permitted) {
        TokenForm form = verification.tpm().isPresent()
                ? new TpmRule(permitted.properties()).form()
                : TokenForm.USUAL;
        return new Finding<>(new Granted(permitted.issued(), form), permitted.issued().size() + " claims issued");
    }

    private Finding<Granted> permitted(Verification verification, Decision decision) {
        return switch (decision) {
            case Decision.Permitted permitted -> permitted(verification, permitted);
            case Decision.Denied(String rule, ClaimSet working) -> throw new Refusal(Reason.POLICY_DENIED,
                    "the policy denies: " + rule);
            case Decision.NoPermit(ClaimSet working) -> throw new Refusal(Reason.POLICY_NO_PERMIT,
                    noPermit(Deciding.places(terms.policy(), decision)));
            case Decision.Failed failed ->
                throw new Refusal(failed.budget() ? Reason.POLICY_BUDGET : Reason.POLICY_ERROR,
                        "the policy cannot be evaluated: " + failed.rule() + ": " + failed.message());
        };
    }

    /** Positions only: what the rules ask for is the tenant's. */
    private static String noPermit(List<Place> permits) {
        if (permits.isEmpty())
            return "the policy has no permit rule in its authorizationrules";
        String places = permits.stream().limit(SHOWN_RULES).map(place -> "rule %d (line %d)".formatted(place.rule(),
                place.line())).collect(Collectors.joining(", "));
        String rest = permits.size() > SHOWN_RULES ? " and %d more".formatted(permits.size() - SHOWN_RULES) : "";
        return permits.size() == 1
                ? "the one permit rule of the policy's authorizationrules did not fire: " + places
                : "none of the %d permit rules of the policy's authorizationrules fired: %s%s"
                        .formatted(permits.size(), places, rest);
    }
}
