/**
 * What Intel's DCAP schemes share: quote header, enclave report and signature data (SGX ECDSA Quote Library API, App.
 * A; TDX DCAP Quoting Library API, App. A), the PCK chain and its SGX extension, TCB Info, enclave identity and CRLs
 * (PCS API v4), level matching and convergence (Intel QVL 4.1.2.5.x).
 *
 * <p>Invariants: signatures are checked over octets as received; collateral is judged by its own signature before a
 * field of it is read; nothing here knows step numbers, which belong to the schemes. Little-endian throughout.
 *
 * <p>Stricter than Intel's reference library, on purpose: all 64 octets of the quoting enclave's report data are
 * compared (it compares 32), and octets behind the quote are refused unless zero (it ignores them).
 */
package dev.assay.dcap;
