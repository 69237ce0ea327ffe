package dev.assay.service;

import dev.assay.limits.TrustedProxies;
import java.time.Duration;
import java.util.Optional;

/**
 * How far this installation lets itself be used.
 *
 * @param rates calls per second and node
 * @param baseDomain tenants are at {@code {name}.} and this, too; empty: only at their paths
 * @param shredDelay from a tenant's deletion to the destruction of its keys
 * @param patience how long a change waits for a second person
 */
record Bounds(Rates rates, TrustedProxies proxies, Optional<String> baseDomain, Duration shredDelay,
        Duration patience) {
    /** @param tenant for a tenant without a quota of its own */
    record Rates(int tenant, int credential, int source) {}
}
