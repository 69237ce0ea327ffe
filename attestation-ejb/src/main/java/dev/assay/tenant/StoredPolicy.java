package dev.assay.tenant;

import dev.assay.policy.Policy;
import java.util.Optional;

/**
 * A version of a policy as stored: read, and not yet parsed.
 *
 * @param document the compact JWS exactly as received; empty where the text came bare, from configuration
 * @param signed whether the document is
 */
public record StoredPolicy(String text, Optional<String> document, boolean signed) {
    /** @throws dev.assay.policy.PolicyParsingException where this release cannot read what another one stored */
    public Policy policy() {
        return Policy.parse(text);
    }
}
