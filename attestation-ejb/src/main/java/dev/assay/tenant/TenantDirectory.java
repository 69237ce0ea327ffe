package dev.assay.tenant;

import dev.assay.evidence.AttestationType;
import java.util.List;
import java.util.Optional;

/** Port: which tenants there are. */
public interface TenantDirectory {
    /** Those this installation serves, in the order configured; asks no store. */
    List<Tenant> all();

    /** Empty where there is no such tenant, or it is disabled. Asks no store. */
    Optional<Tenant> find(String name);

    /**
     * The tenant with the policy in force for a type: one short read transaction.
     *
     * @throws RuntimeException where the store cannot be asked
     */
    Optional<TenantSnapshot> snapshot(String name, AttestationType type);
}
