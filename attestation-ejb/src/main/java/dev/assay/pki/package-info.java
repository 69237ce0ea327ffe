/**
 * X.509 and ECDSA as the vendors' schemes need them: certificates and CRLs read exactly, P-256 signatures over received
 * octets, chain rules of RFC 5280 at a given instant; and paths to anchors that a tenant lists, of RSA and three curves,
 * found by a bounded search and held to RFC 5280 by the JDK's validator.
 *
 * <p>Invariants: an algorithm is fixed by the key's type and our table, never by the message (PK-10); nothing here
 * follows a URL found in a certificate (PK-12); no trust store but the anchors handed in. Uses the JDK's certificate
 * factory and whichever JCA provider is active; builds nothing.
 */
package dev.assay.pki;
