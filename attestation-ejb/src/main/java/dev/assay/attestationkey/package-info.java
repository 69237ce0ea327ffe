/**
 * Whether an attestation key is one of a genuine TPM that a tenant knows (TP-06 to TP-10; TCG EK Credential Profile 2.6;
 * checklist D.2): by an AIK certificate of the tenant's authorities, or as a device registered before, by activation of a
 * credential under its endorsement key or by an administrator.
 *
 * <p>Invariants: exactly one path, and the one that was declared; a key sent with the evidence is no path. Trust ends at
 * an anchor that the tenant listed for this use, and revocation is by the lists in its statement: nothing is fetched.
 * An extended key usage of a CA's own does not narrow it; what it may certify is what it is listed for. Deliberately
 * absent: database, clock, and quotes.
 */
package dev.assay.attestationkey;
