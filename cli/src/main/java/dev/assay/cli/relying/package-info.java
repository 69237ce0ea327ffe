/**
 * A relying party (RFC 9334; maa-api §5, maa-tokens §1–2): from an issuer's URL and a token to claims that may be believed,
 * or one reason why not.
 *
 * <p>Invariants: the verification key comes from the issuer's key set alone, never from the token; the algorithm from our
 * list; no redirect is followed and no body above its bound is read. What is refused and what could not be told never mix.
 */
package dev.assay.cli.relying;
