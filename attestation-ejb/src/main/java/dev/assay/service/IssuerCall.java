package dev.assay.service;

import dev.assay.identity.Caller;
import java.util.OptionalInt;

/**
 * Who asks for a change of a tenant's issuers.
 *
 * @param traceId W3C trace id
 */
public record IssuerCall(Caller caller, Condition condition, String traceId) {
    /** {@code If-Match}. @param stated whether it was sent. @param version empty where any will do */
    public record Condition(boolean stated, OptionalInt version) {
        boolean holds(int there) {
            return version.isEmpty() || version.getAsInt() == there;
        }
    }
}
