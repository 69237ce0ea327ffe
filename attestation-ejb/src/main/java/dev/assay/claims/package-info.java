/**
 * Claims as the policy language knows them (RFC 9334 claims; maa-policy §3): typed, multi-valued, with an issuer.
 *
 * <p>Invariant: a {@link dev.assay.claims.ClaimSet} is an ordered list, never a map. Pure; depends on the JDK only.
 */
package dev.assay.claims;
