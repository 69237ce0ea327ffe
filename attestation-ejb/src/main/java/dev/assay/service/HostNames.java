package dev.assay.service;

import dev.assay.tenant.Tenant;
import java.util.Locale;
import java.util.Optional;

/** {@code {name}.base-domain} for each tenant; the host chooses a tenant, never an issuer. */
record HostNames(Optional<String> baseDomain) {
    /** The tenant a host names; empty where the host is another, or not a tenant's. @param host without port */
    Optional<String> tenant(String host) {
        String folded = host.toLowerCase(Locale.ROOT);
        // why: one canonical place for each tenant; the default's is the root.
        return baseDomain.filter(domain -> folded.endsWith("." + domain))
                .map(domain -> folded.substring(0, folded.length() - domain.length() - 1))
                .filter(Tenant::nameable).filter(name -> !name.equals(Tenant.DEFAULT));
    }
}
