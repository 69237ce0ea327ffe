package dev.assay.tenant;

import java.time.Instant;
import java.util.Locale;

/**
 * A change to a tenant with who made it, stored together with it.
 *
 * @param subject of the caller's bearer token. @param issuer of it
 * @param traceId W3C trace id
 */
public record TenantChange(Operation operation, String subject, String issuer, String traceId, Instant at) {
    /** What was done. */
    public enum Operation {
        CREATE,
        CHANGE,
        SUSPEND,
        RESUME,
        DELETE,
        SHRED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
