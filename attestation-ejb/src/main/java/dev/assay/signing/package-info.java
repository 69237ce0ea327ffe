/**
 * Token-signing keys: how they are made, named (RFC 7638), certified and kept at rest (KM-01).
 *
 * <p>Invariant: a private key leaves this package's types only encrypted, bound to its tenant and name. Knows no table
 * and no tenant beyond its id; rotation has its own issue.
 */
package dev.assay.signing;
