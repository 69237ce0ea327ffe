package dev.assay.tenant;

import dev.assay.policy.Policy;

/**
 * What a request sees of a tenant: one read, held to its end, so that the policy evaluated is the policy hashed (JW-09).
 *
 * @param policyVersion 0 where the shipped default is in force
 */
public record TenantSnapshot(Tenant tenant, int policyVersion, Policy policy) {}
