package dev.assay.appraisal;

import dev.assay.claims.ClaimSet;
import dev.assay.evidence.Check;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Scheme;
import dev.assay.evidence.TokenForm;
import dev.assay.evidence.TpmStanding;
import dev.assay.evidence.Verification;
import dev.assay.policy.Decision;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads the verdict from the checks made: the failed one of highest rank decides, and none means permit. */
record Conclusion(Scheme<?, ?> scheme, Checks checks) {
    /** Refused before verification could say anything of the platform. */
    Appraisal withoutVerification() {
        Check worst = checks.worst().orElseThrow();
        Reason reason = worst.reason().orElseThrow();
        return new Appraisal(reason.verdict(), reason, worst.detail(), Optional.empty(), inOrder(), ClaimSet.EMPTY,
                JsonValue.EMPTY_JSON_OBJECT, Optional.empty(), List.of(), Optional.empty(), Optional.empty(),
                Optional.empty(), TokenForm.USUAL);
    }

    /** Refused before there were claims. */
    Appraisal refused(Verification verification) {
        return refused(verification, ClaimSet.EMPTY, Optional.empty());
    }

    Appraisal refused(Verification verification, Hearing hearing) {
        return refused(verification, hearing.decision().map(Decision::working).orElse(hearing.incoming()),
                Optional.of(hearing));
    }

    private Appraisal refused(Verification verification, ClaimSet claims, Optional<Hearing> hearing) {
        Check worst = checks.worst().orElseThrow();
        Reason reason = worst.reason().orElseThrow();
        return new Appraisal(reason.verdict(), reason, worst.detail(), verification.standing(), inOrder(), claims,
                JsonValue.EMPTY_JSON_OBJECT, Optional.empty(), verification.collateral(), verification.hardwareId(),
                hearing, verification.tpm().map(TpmStanding::state), TokenForm.USUAL);
    }

    Appraisal permitted(Verification verification, Hearing hearing, JsonObject token, TokenForm form) {
        return new Appraisal(Reason.PERMITTED.verdict(), Reason.PERMITTED, "every check passed",
                verification.standing(),
                inOrder(), hearing.decision().orElseThrow().working(), token, verification.validUntil(),
                verification.collateral(), verification.hardwareId(), Optional.of(hearing),
                verification.tpm().map(TpmStanding::state), form);
    }

    private List<Check> inOrder() {
        return checks.inOrder(scheme.checklist());
    }
}
