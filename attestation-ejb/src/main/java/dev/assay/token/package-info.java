/**
 * Attestation tokens and what a relying party needs to check them (maa-tokens; maa-api §3.1, §5): payload, header,
 * compact JWS by jose4j, JWK set, OpenID document, the JWS that a policy or a request about policy certificates comes in
 * (§4), and who signed it.
 *
 * <p>Invariants: the payload is finished before it is signed; an unsecured token never meets a signing key. Policy
 * claims are not chosen here, they arrive assembled.
 */
package dev.assay.token;
