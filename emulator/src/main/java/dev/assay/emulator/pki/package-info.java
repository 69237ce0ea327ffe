/**
 * A test PKI in the shape of Intel's: root, the two PCK authorities, the TCB signer, and their CRLs (RFC 5280; Intel SGX
 * PCK Certificate and CRL profile specification, revision 1.5).
 *
 * <p>Invariant: every key is made on this machine and is P-256; every name carries {@code O=Assay Emulator}. Absent on
 * purpose: any verification; what is made here is checked by others.
 */
package dev.assay.emulator.pki;
