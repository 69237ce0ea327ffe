package dev.assay.appraisal;

import dev.assay.bytes.Bytes;
import dev.assay.claims.ClaimSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.evidence.Check;
import dev.assay.evidence.Reason;
import dev.assay.evidence.TcbStanding;
import dev.assay.evidence.Verdict;
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
 * @param validUntil the latest a token that rests on this may live (checklist A, expiry rule); present on permit
 * @param hardwareId SHA-256 of the platform's identity, once its chain was verified
 */
public record Appraisal(Verdict verdict, Reason reason, String detail, Optional<TcbStanding> standing,
        List<Check> checks, ClaimSet claims, JsonObject tokenClaims, Optional<Instant> validUntil,
        List<CollateralDocument> collateral, Optional<Bytes> hardwareId) {
    public Appraisal {
        checks = List.copyOf(checks);
        collateral = List.copyOf(collateral);
    }
}
