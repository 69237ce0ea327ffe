/**
 * Who calls, and what they may do (security-requirements AU-01…AU-07): roles, permissions, callers, and the verification
 * of bearer tokens, be they of the built-in issuer or of an OpenID Connect issuer a tenant trusts.
 *
 * <p>Invariants: the issuer is chosen by configuration, never by a header's key; attestation tokens and ID tokens are
 * never accepted as bearer; a caller belongs to one tenant or to the platform, and is never promoted by a request.
 */
package dev.assay.identity;
