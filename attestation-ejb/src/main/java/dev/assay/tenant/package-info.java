/**
 * Tenants: who may be asked for an attestation, on which anchors, baseline and policy.
 *
 * <p>Invariant: a tenant's id is a parameter of every port method; there is no current tenant. Policies appear here only
 * parsed. No table and no configuration source is known here.
 */
package dev.assay.tenant;
