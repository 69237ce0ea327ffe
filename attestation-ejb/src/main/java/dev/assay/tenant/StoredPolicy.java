package dev.assay.tenant;

import dev.assay.policy.Policy;
import java.util.Optional;

/**
 * A version of a policy as stored.
 *
 * @param document the compact JWS exactly as received; empty where the text came bare, from configuration
 * @param signed whether the document is
 */
public record StoredPolicy(Policy policy, Optional<String> document, boolean signed) {}
