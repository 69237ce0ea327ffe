/**
 * Octets as values: {@link dev.assay.bytes.Bytes}, one bounds-checked reader, strict base64url (RFC 4648 §5).
 *
 * <p>Invariant: every length read from input is compared with what is left before anything is allocated (EV-03).
 * Depends on nothing but the JDK; knows no evidence format.
 */
package dev.assay.bytes;
