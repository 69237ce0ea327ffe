package dev.assay.service;

import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;

/** A call about replays. @param traceId W3C trace id */
public record ImpactCall(String tenant, AttestationType type, Caller caller, String traceId) {}
