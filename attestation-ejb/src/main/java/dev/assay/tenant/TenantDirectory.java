package dev.assay.tenant;

import dev.assay.evidence.AttestationType;
import java.util.List;
import java.util.Optional;

/** Port: which tenants there are. */
public interface TenantDirectory {
    /** Those configuration names, in its order; asks no store. There may be thousands more. */
    List<Tenant> all();

    /**
     * For its metadata; empty where there is no such tenant, or it is deleted. A suspended one is found, so that tokens
     * already issued verify.
     *
     * @throws RuntimeException where the store cannot be asked
     */
    Optional<Tenant> find(String name);

    /**
     * The tenant as it is set now, with the policy in force for a type: one short read transaction. Empty where there is
     * no such tenant, or it is suspended or deleted.
     *
     * @throws UnreadablePolicyException where this release cannot read the policy in force
     * @throws RuntimeException where the store cannot be asked
     */
    Optional<TenantSnapshot> snapshot(String name, AttestationType type);
}
