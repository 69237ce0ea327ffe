package dev.assay.service;

import dev.assay.identity.Caller;

/** Who asks about a tenant's TPMs. @param traceId W3C trace id */
public record TpmDeskCall(String tenant, Caller caller, String traceId) {}
