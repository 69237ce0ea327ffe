package dev.assay.signing;

import java.util.UUID;

/**
 * Whose key it is.
 *
 * @param issuer the tenant's canonical URL, which its certificates name
 * @param terms what its next key is to be; the active one may still be of other terms
 */
public record KeyOwner(UUID tenant, String issuer, KeyTerms terms) {}
