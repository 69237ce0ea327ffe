package dev.assay.tenant;

import java.time.Instant;
import java.util.Optional;

/**
 * Who changes which policy is in force, stored together with the change.
 *
 * @param subject of the caller's bearer token. @param issuer of it
 * @param traceId W3C trace id. @param note why, in the caller's words, 1 to 1024 octets
 */
public record PolicyChange(String subject, String issuer, String traceId, Optional<String> note, Instant at) {}
