/**
 * Emulated TPM 2.0 devices: keys with certificates, registers, quotes, certifications, credential activation, and the
 * requests of the attestation protocol, versions 1 and 2 (TPM 2.0 Library 1.59, Parts 1 to 3; TCG EK Credential Profile
 * 2.5; maa-tpm §1 and §2).
 *
 * <p>A {@link dev.assay.emulator.tpm.TpmDraft} holds everything one request is made from, before anything is signed. A
 * {@link dev.assay.emulator.tpm.TpmMistake} is a named change to it that breaks one numbered step of checklist D; what
 * depends on the change is signed anew, so that every other step still holds. Deliberately absent: any verification,
 * sessions and authorisation, and any code of the service, whose tests use this package as their oracle.
 */
package dev.assay.emulator.tpm;
