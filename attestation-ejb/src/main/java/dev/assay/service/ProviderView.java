package dev.assay.service;

import java.util.Map;

/**
 * A provider as Azure Resource Manager's interface shows it.
 *
 * @param path spelled as its maker did
 * @param status {@code Ready} or {@code NotReady}
 */
public record ProviderView(ProviderPath path, String location, Map<String, String> tags, Facts facts) {
    /** What its tenant says. @param trustModel {@code AAD} or {@code Isolated} */
    public record Facts(String trustModel, String status, String attestUri, boolean tpmAuthenticated) {}
}
