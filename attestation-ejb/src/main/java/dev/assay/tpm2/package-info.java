/**
 * TPM 2.0 structures (TCG, "Trusted Platform Module Library" revision 1.59, Parts 1 and 2): octets in, values out.
 *
 * <p>Invariant: a structure is read whole or refused with the field and the clause; what is signed is kept as received
 * and never written anew. Deliberately absent: event logs, the messages of the protocol, which key is trusted, claims,
 * and the algorithms SM2, SM3, SM4, ECDAA and Camellia.
 */
package dev.assay.tpm2;
