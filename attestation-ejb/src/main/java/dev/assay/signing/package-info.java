/**
 * Token-signing keys: how they are made, named (RFC 7638), certified (RFC 5280, RFC 2986) and kept (KM-01), in software
 * or in a PKCS#11 token, and when one follows another (KM-03, JW-10); and, beside them, the keys tenants' own data is
 * encrypted under, which are kept the same way, and seals of messages that come back, which are derived (RFC 5869).
 *
 * <p>Invariant: a private key leaves this package's types only encrypted, bound to its tenant and name, or not at all;
 * no custody stands in for another. Knows no table and no tenant beyond its id and URL, and reads no clock.
 */
package dev.assay.signing;
