package dev.assay.appraisal;

import dev.assay.bytes.Bytes;
import dev.assay.claims.ClaimSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.evidence.Check;
import dev.assay.evidence.Reason;
import dev.assay.evidence.TcbStanding;
import dev.assay.evidence.TokenForm;
import dev.assay.evidence.TpmState;
import dev.assay.evidence.Verdict;
import dev.assay.policy.Decision;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer, with everything that explains it.
 *
 * @param detail one sentence for the person who sent the evidence
 * @param checks the whole checklist in order
 * @param claims what the policy saw: the incoming set after the last rule
 * @param tokenClaims the token's payload less {@code iss, iat, nbf, exp, jti}; empty unless the verdict is permit
 * @param validUntil the latest a token that rests on this may live (checklist A, expiry rule); absent
 *        where nothing it rests on ends by itself
 * @param hardwareId SHA-256 of the platform's identity, once its chain was verified
 * @param hearing what the policy was shown and said, once claims were made
 * @param tpm what a TPM said of itself, once its quote was verified
 * @param form how the token looks, where one is issued
 */
public record Appraisal(Verdict verdict, Reason reason, String detail, Optional<TcbStanding> standing,
        List<Check> checks, ClaimSet claims, JsonObject tokenClaims, Optional<Instant> validUntil,
        List<CollateralDocument> collateral, Optional<Bytes> hardwareId,
        Optional<Hearing> hearing, Optional<TpmState> tpm, TokenForm form) {
    public Appraisal {
        checks = List.copyOf(checks);
        collateral = List.copyOf(collateral);
    }

    /** The same, in another sentence. */
    public Appraisal withDetail(String sentence) {
        return new Appraisal(verdict, reason, sentence, standing, checks, claims, tokenClaims, validUntil, collateral,
                hardwareId, hearing, tpm, form);
    }

    /**
     * The detail without what only the tenant may know: where a policy cannot be evaluated the message can hold values of
     * the policy, so its place is all that is left of it.
     */
    public String openDetail() {
        return hearing.flatMap(Hearing::decision)
                .filter(decision -> decision instanceof Decision.Failed failed && !failed.budget())
                .filter(failed -> reason == Reason.POLICY_ERROR)
                .map(failed -> "the policy cannot be evaluated: " + ((Decision.Failed) failed).rule()).orElse(detail);
    }
}
