/**
 * A client of TPM attestation on Linux: from a TPM and a service's URL to a verified token (maa-tpm §1 to §2.3, and our
 * enrolment {@code aikpub}; TCG, "Trusted Platform Module Library" revision 1.59, by the programs of tpm2-tools 5).
 *
 * <p>Invariant: programs get lists of arguments and never a shell; nothing secret leaves the TPM or this process's
 * folders, which only their owner reads; every failure is one sentence that says what to do. Deliberately absent:
 * judgement of one's own evidence, which is the service's; sessions that hide what passes between processor and TPM.
 */
package dev.assay.cli.tpm;
