package dev.assay.tenant;

import dev.assay.evidence.AttestationType;
import dev.assay.policy.Policy;
import java.util.UUID;

/** Port: the versions of a tenant's policies. */
public interface PolicyStore {
    /** Number of the version in force; 0 where none is stored. */
    int activeVersion(UUID tenant, AttestationType type);

    /** The text of a stored version, parsed. */
    Policy read(UUID tenant, AttestationType type, int version);

    /**
     * Brings a policy in force as a new version; where its text is already in force, nothing changes.
     *
     * @return the version in force afterwards
     * @throws RuntimeException saying so, where the tenant's quota of versions is spent
     */
    int activate(UUID tenant, AttestationType type, Policy policy);
}
