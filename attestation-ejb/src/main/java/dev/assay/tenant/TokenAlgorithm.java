package dev.assay.tenant;

/** JWS algorithms a tenant's tokens may be signed with (RFC 7518 §3.1), by the names of that document. */
public enum TokenAlgorithm {
    RS256, ES256, PS256
}
