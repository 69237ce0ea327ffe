package dev.assay.service;

import dev.assay.bytes.Bytes;

/**
 * One message to {@code /attest/Tpm}.
 *
 * @param tenant {@code default}, or the name in {@code /t/{name}}
 * @param data octets of the body's {@code data}: JSON
 * @param caller source address, for the audit record
 * @param traceId W3C trace id, 32 lower-case hexadecimal digits
 * @param credential what the caller shows of itself
 */
public record TpmCall(String tenant, Bytes data, String caller, String traceId, Credential credential) {
    /** why: a message is admitted before it is read, and a request to attest again by the flow. */
    TpmCall identifiedOnce() {
        return new TpmCall(tenant, data, caller, traceId, credential.once());
    }
}
