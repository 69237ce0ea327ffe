package dev.assay.tenant;

import dev.assay.policy.Policy;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What a request sees of a tenant: one read, held to its end, so that the policy evaluated is the policy hashed (JW-09).
 *
 * @param policyVersion 0 where the shipped default is in force
 * @param policySigner claim {@code x-ms-policy-signer} of tokens; empty where the policy is not signed
 */
public record TenantSnapshot(Tenant tenant, int policyVersion, Policy policy, Optional<JsonObject> policySigner) {
    /** Under a policy that nobody signed. */
    public TenantSnapshot(Tenant tenant, int policyVersion, Policy policy) {
        this(tenant, policyVersion, policy, Optional.empty());
    }
}
