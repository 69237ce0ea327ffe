package dev.assay.service;

import java.time.Instant;
import java.util.List;

/**
 * How the service stands, for health and the status page. Holds no secret.
 *
 * @param cryptoProvider name and version of the provider in use, and why it was chosen
 * @param problems one sentence each, worst first; empty where nothing needs anyone
 */
public record ServiceStatus(String version, String node, Instant startedAt, String cryptoProvider, boolean databaseUp,
        boolean clockSound, List<TenantLine> tenants, List<String> problems) {
    /** @param vendorAnchors false where the tenant trusts other than the vendors' anchors: say so */
    public record TenantLine(String name, String attestUri, String anchorSet, boolean vendorAnchors, String baseline,
            boolean signingKeyReady) {}

    public boolean ready() {
        return problems.isEmpty();
    }
}
