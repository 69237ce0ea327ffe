package dev.assay.service;

import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;

/**
 * One call about a tenant's policy.
 *
 * @param tenant {@code default}, or the name in {@code /t/{name}}
 * @param traceId W3C trace id
 */
public record PolicyCall(String tenant, AttestationType type, Caller caller, String traceId) {
    /** Where the tenant alone is looked at, so that any type will do. */
    public static PolicyCall ofAnyType(String tenant, Caller caller, String traceId) {
        return new PolicyCall(tenant, AttestationType.SGX_ENCLAVE, caller, traceId);
    }
}
