package dev.assay.signing;

import java.time.Instant;

/**
 * On whose word keys change, and when; recorded with the change.
 *
 * @param subject of the caller's bearer token, or the node's name
 * @param issuer of that token, or {@code assay}
 * @param traceId W3C trace id of the call; empty where there was none
 */
public record KeyAct(String subject, String issuer, String traceId, Instant at) {
    /** Of a node by itself: a timer's round, or a tenant's first key. */
    public static KeyAct byNode(String node, Instant at) {
        return new KeyAct(node, "assay", "", at);
    }
}
