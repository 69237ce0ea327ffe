package dev.assay.dcap;

import static dev.assay.claims.Claim.service;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.evidence.TcbStanding;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the platform stands, as claims for the policy (checklist A, status table). The hosted service has none of these;
 * they are not in a token unless a policy issues them under a name of its own.
 */
public final class DcapClaims {
    private DcapClaims() {}

    /** Status, date, evaluation number, and one claim for each advisory. */
    public static List<Claim> of(TcbStanding standing) {
        List<Claim> claims = new ArrayList<>();
        claims.add(service("assay-tcb-status", ClaimValue.of(standing.result().wireName())));
        claims.add(service("assay-tcb-date", ClaimValue.of(standing.tcbDate().toString())));
        claims.add(service("assay-tcb-evaluation-number", ClaimValue.of(standing.evaluationNumber())));
        standing.advisories().forEach(id -> claims.add(service("assay-tcb-advisory", ClaimValue.of(id))));
        return claims;
    }
}
