package dev.assay.service;

import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;

/**
 * One call about a tenant's policy.
 *
 * @param tenant {@code default}, or the name in {@code /t/{name}}
 * @param traceId W3C trace id
 */
public record PolicyCall(String tenant, AttestationType type, Caller caller, String traceId) {}
