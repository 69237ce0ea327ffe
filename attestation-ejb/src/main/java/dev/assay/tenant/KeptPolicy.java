package dev.assay.tenant;

import java.util.Optional;

/**
 * A version of a policy with its text, read and not parsed: what an older release stored is shown as it is.
 *
 * @param document the compact JWS exactly as received; empty where the text came bare, from configuration
 */
public record KeptPolicy(KeptVersion version, String text, Optional<String> document) {}
