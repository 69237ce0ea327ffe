/**
 * Whether an attestation key is one of a genuine TPM that a tenant knows (TP-06 to TP-10; TCG EK Credential Profile 2.6;
 * checklist D.2): by an AIK certificate of the tenant's authorities, or as a device registered before, by activation of a
 * credential under its endorsement key or by an administrator.
 *
 * <p>Invariant: exactly one path, and the one that was declared; a key sent with the evidence is no path. Deliberately
 * absent: database, clock, and quotes.
 */
package dev.assay.attestationkey;
