/**
 * TPM attestation (maa-tpm; security-requirements, section TP and checklist D): the request and its signature, the keys
 * it binds, one quote or two of one boot cycle, the logs behind them, and the claims that come of it.
 *
 * <p>Invariant: what is signed or hashed is taken as it was received, never written anew; and no claim is made of
 * anything an attestation key did not vouch for. Deliberately absent: who issued the challenge and whether it was used
 * before (the service), VBS enclaves, dynamic roots and IMA lists, which are refused by name.
 */
package dev.assay.tpm;
