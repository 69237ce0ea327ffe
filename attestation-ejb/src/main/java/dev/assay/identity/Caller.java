package dev.assay.identity;

import java.util.Optional;
import java.util.Set;

/**
 * An authenticated caller.
 *
 * @param tenant name of the tenant whose issuer vouched for the caller; empty for the platform's own
 * @param subject unique within that issuer
 * @param issuer the bearer token's {@code iss}
 */
public record Caller(Optional<String> tenant, String subject, String issuer, Set<Role> roles) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether the caller has one of the roles for this tenant; a platform administrator has none of a tenant's. */
    public boolean may(String tenantName, Role... anyOf) {
        return tenant.filter(tenantName::equals).isPresent()
                && java.util.Arrays.stream(anyOf).anyMatch(roles::contains);
    }

    public boolean platformAdministrator() {
        return tenant.isEmpty() && roles.contains(Role.PLATFORM_ADMINISTRATOR);
    }
}
