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
 */
record Bounds(Rates rates, TrustedProxies proxies, Optional<String> baseDomain, Duration shredDelay) {
    /** @param tenant for a tenant without a quota of its own */
    record Rates(int tenant, int credential, int source) {}
}
