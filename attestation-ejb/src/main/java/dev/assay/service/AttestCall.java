package dev.assay.service;

import dev.assay.appraisal.AppraisalRequest;
import java.util.Optional;

/**
 * One call to an attest endpoint.
 *
 * @param tenant {@code default}, or the name in {@code /t/{name}}
 * @param draftPolicy the JWS of {@code draftPolicyForAttestation} as received
 * @param caller source address, for the audit record
 * @param credential what the caller shows of itself
 * @param traceId W3C trace id, 32 lower-case hexadecimal digits; also the correlation id's core
 */
public record AttestCall(String tenant, AppraisalRequest request, Optional<String> draftPolicy, String caller,
        String traceId, Credential credential) {}
