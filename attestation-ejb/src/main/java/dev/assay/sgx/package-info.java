/**
 * Intel SGX: quote version 3 (SGX ECDSA Quote Library API, App. A), checklist A of the security requirements step by
 * step, and the claims made of it (maa-tokens §4).
 *
 * <p>Deliberately absent: what DCAP shares between SGX and TDX (package {@code dcap}), baselines and policy (package
 * {@code appraisal}).
 */
package dev.assay.sgx;
