/**
 * The record of every attestation (AD-01, AD-02, AD-07), committed before its token leaves.
 *
 * <p>Recorded: each attest call that named a tenant we serve and brought evidence, whatever came of it, drafts included
 * and marked; and each token that could not be signed after its record. Not recorded: what never got that far, that is
 * unknown tenants and paths, bodies that are too large, not JSON or without evidence, values that are not base64url,
 * draft policies that do not read or parse, and calls while the store is down (they get 503 and no verdict).
 *
 * <p>Invariant: a record holds digests and names, never evidence, payloads or keys.
 */
package dev.assay.audit;
