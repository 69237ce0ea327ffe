package dev.assay.service;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.Bytes;
import dev.assay.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One appraisal that is to be tried and not to count.
 *
 * @param source the caller's address
 * @param traceId W3C trace id
 */
public record WhatIfCall(String tenant, Caller caller, String source, String traceId, AppraisalRequest request,
        Terms terms) {
    /**
     * What it is held against; what is empty is as the tenant has it now.
     *
     * @param policy text, or a compact JWS. @param policyVersion 0: the default. @param baseline by its name
     * @param documents instead of the collateral held
     */
    public record Terms(Optional<String> policy, OptionalInt policyVersion, Optional<Instant> at,
            Optional<String> baseline, Optional<List<Document>> documents) {
        public static final Terms AS_NOW = new Terms(Optional.empty(), OptionalInt.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** One collateral document. @param kind as {@code tcb-info}. @param issuerChain PEM; empty where there is none */
    public record Document(String kind, Bytes content, Bytes issuerChain) {}
}
