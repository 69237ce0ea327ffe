package dev.assay.appraisal;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.TcbStanding;
import dev.assay.evidence.TcbStatus;
import dev.assay.evidence.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Step 23: the installation's baseline, and the evaluation number a policy asks for. A policy cannot loosen either. */
final class BaselineRule {
    /** Configuration property of maa-policy §8. */
    static final String TCB_IDENTIFIER = "x-ms-sgx-tcbidentifier";
    private static final String NEWEST = "azuredefault";

    private final Baseline baseline;
    private final Instant at;

    BaselineRule(Baseline baseline, Instant at) {
        this.baseline = baseline;
        this.at = at;
    }

    /** @return the sentence for the reader */
    String check(Verification verification, List<Claim> properties) {
        Optional<TcbStanding> standing = verification.standing();
        standing.ifPresent(found -> checkIdentifier(properties, found));
        if (verification.debuggable() && !baseline.acceptDebug()) {
            throw refusal(Reason.DEBUG_NOT_ACCEPTED, "does not accept a debuggable enclave");
        }
        checkPlatform(verification);
        standing.ifPresent(this::checkStatus);
        standing.ifPresent(this::checkAge);
        return "baseline \"%s\" accepts %s".formatted(baseline.name(),
                standing.map(found -> found.result().wireName()).orElse("the platform"));
    }

    private static void checkIdentifier(List<Claim> properties, TcbStanding standing) {
        properties.stream().filter(property -> property.type().equals(TCB_IDENTIFIER))
                .forEach(property -> checkIdentifier(property.value(), standing));
    }

    /** "Settled": another number than the one we hold is not a verdict on the evidence. */
    private static void checkIdentifier(ClaimValue wanted, TcbStanding standing) {
        boolean held = wanted instanceof ClaimValue.Text text
                && (text.value().equals(NEWEST) || text.value().equals(String.valueOf(standing.evaluationNumber())));
        if (!held) {
            throw new Refusal(Reason.EVALUATION_NUMBER_UNAVAILABLE, "the policy asks for a TCB evaluation number by "
                    + TCB_IDENTIFIER + "; the collateral held is number " + standing.evaluationNumber());
        }
    }

    /** EV-12: keys of a platform that stands where others can reach it can be extracted; know your own. */
    private void checkPlatform(Verification verification) {
        boolean listed = baseline.acceptedPlatforms().isEmpty()
                || verification.hardwareId().filter(baseline.acceptedPlatforms()::contains).isPresent();
        if (!listed) {
            throw refusal(Reason.PLATFORM_NOT_LISTED, "does not list this platform; its identity's SHA-256 is "
                    + verification.hardwareId().map(dev.assay.bytes.Bytes::toHex).orElse("not known"));
        }
    }

    private void checkStatus(TcbStanding standing) {
        boolean accepted = baseline.acceptedStatuses().contains(standing.result()) || switch (standing.result()) {
            case CONFIGURATION_NEEDED, CONFIGURATION_AND_SW_HARDENING_NEEDED -> advisoriesAccepted(standing);
            case OUT_OF_DATE, OUT_OF_DATE_CONFIGURATION_NEEDED -> withinGrace(standing);
            case UP_TO_DATE, SW_HARDENING_NEEDED, REVOKED -> false;
        };
        if (!accepted) {
            throw refusal(Reason.TCB_STATUS_NOT_ACCEPTED, "does not accept TCB status %s (TCB date %s, advisories %s)"
                    .formatted(standing.result().wireName(), standing.tcbDate(), standing.advisories()));
        }
    }

    private boolean advisoriesAccepted(TcbStanding standing) {
        return !baseline.acceptedAdvisories().isEmpty()
                && baseline.acceptedAdvisories().containsAll(standing.advisories());
    }

    private boolean withinGrace(TcbStanding standing) {
        return !baseline.outOfDateGrace().isZero() && at.isBefore(standing.tcbDate().plus(baseline.outOfDateGrace()));
    }

    private void checkAge(TcbStanding standing) {
        baseline.minimumTcbDate().ifPresent(minimum -> {
            if (standing.tcbDate().isBefore(minimum)) {
                throw refusal(Reason.TCB_TOO_OLD, "needs a TCB date of " + minimum + " or later, not "
                        + standing.tcbDate());
            }
        });
        baseline.minimumEvaluationNumber().ifPresent(minimum -> {
            long lowest = Math.min(standing.evaluationNumber(), standing.componentEvaluationNumber());
            if (lowest < minimum) {
                throw refusal(Reason.TCB_TOO_OLD, "needs collateral of evaluation number " + minimum
                        + " or later, not " + lowest);
            }
        });
    }

    private Refusal refusal(Reason reason, String what) {
        return new Refusal(reason, "baseline \"" + baseline.name() + "\" " + what);
    }
}
