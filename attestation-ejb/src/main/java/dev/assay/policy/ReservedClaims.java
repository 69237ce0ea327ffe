package dev.assay.policy;

import java.util.List;
import java.util.Set;

/** The token claims that are the service's own to set, never a policy's (JW-08; Settled, "Wire"). */
final class ReservedClaims {
    private static final Set<String> NAMES = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", // RFC 7519 §4.1
            "cnf", "nonce", "rp_data", "collateral-expired", //
            "maa-ehd", "aas-ehd", "maa-attestationcollateral"); // deprecated spellings, maa-tokens §4.2
    private static final List<String> PREFIXES = List.of("x-ms-", "assay-");

    private ReservedClaims() {}

    static boolean contains(String type) {
        return NAMES.contains(type) || PREFIXES.stream().anyMatch(type::startsWith);
    }
}
