/**
 * Who may ask how often (AU-07, TE-06): token buckets, and the address a call came from behind proxies.
 *
 * <p>Invariants: memory is bounded whatever is sent; no clock is read here; a forwarded header counts only where the
 * peer is a proxy that configuration names (RFC 7239 §8.1). Buckets are one node's own: nothing is shared between nodes.
 */
package dev.assay.limits;
