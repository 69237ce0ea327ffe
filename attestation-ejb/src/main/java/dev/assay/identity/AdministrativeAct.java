package dev.assay.identity;

import java.time.Instant;
import java.util.Locale;

/**
 * An act on a client or a key with who did it, stored together with what it did.
 *
 * @param subject of the caller's bearer token; the node's name for what a node does by itself
 * @param issuer of that token; {@code assay} for a node
 * @param traceId W3C trace id; empty for a node
 */
public record AdministrativeAct(Operation operation, String subject, String issuer, String traceId, Instant at) {
    /** What was done. */
    public enum Operation {
        CREATE,
        CHANGE,
        ROTATE,
        DELETE,
        DESTROY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static AdministrativeAct ofNode(Operation operation, String node, Instant at) {
        return new AdministrativeAct(operation, node, "assay", "", at);
    }
}
