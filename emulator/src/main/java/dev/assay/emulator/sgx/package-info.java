/**
 * Emulated SGX: a platform with its PCK certificate, enclaves, quotes (version 3, ECDSA P-256), Open Enclave reports and
 * the collateral that goes with them (Intel SGX ECDSA QuoteGenReference, appendix A; PCS v4: TCB Info version 3, enclave
 * identity version 2; Intel SGX PCK certificate profile 1.5).
 *
 * <p>A {@link dev.assay.emulator.sgx.Draft} holds everything one bundle is made from, before anything is signed. A
 * {@link dev.assay.emulator.sgx.Mistake} is a named change to it that breaks one numbered step of checklist A; what
 * depends on the change is signed anew, so that every other step still holds. Deliberately absent: any verification,
 * and any code of the service, whose tests use this package as their oracle.
 */
package dev.assay.emulator.sgx;
