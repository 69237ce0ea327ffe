package dev.assay.evidence;

import dev.assay.bytes.Bytes;
import dev.assay.claims.ClaimSet;
import dev.assay.collateral.CollateralDocument;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a scheme established. Only a scheme makes one; where a step failed without a reject, the standing may be absent
 * and the appraiser reads the verdict from the checks.
 *
 * @param standing empty where no level could be determined, and for evidence that has none
 * @param debuggable whether the attested environment can be read by its host
 * @param runtimeBinding 64 octets: first 32 = SHA-256 of runtime data, rest zero (EV-08); empty where the evidence has
 *        no room for runtime data
 * @param initTimeBinding 64 octets, the same rule; empty where the platform has none
 * @param claims for the policy, issuer {@code AttestationService}
 * @param tokenClaims the service's claims for the token, in the wire's names
 * @param validUntil the earliest end of what this rests on (checklist A, expiry rule)
 * @param collateral the documents used, for audit and token
 * @param hardwareId SHA-256 of the platform's identity (EV-11), for audit
 * @param collateralExpired whether grace was used
 * @param tpm what a verified quote established, where the evidence is one
 */
public record Verification(Optional<TcbStanding> standing, boolean debuggable,
        Optional<Bytes> runtimeBinding, Optional<Bytes> initTimeBinding, ClaimSet claims, JsonObject tokenClaims,
        Optional<Instant> validUntil,
        List<CollateralDocument> collateral, Optional<Bytes> hardwareId, boolean collateralExpired,
        Optional<TpmStanding> tpm) {
    public Verification {
        collateral = List.copyOf(collateral);
    }
}
