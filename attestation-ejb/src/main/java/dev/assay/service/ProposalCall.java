package dev.assay.service;

import dev.assay.identity.Caller;

/** Who asks about the proposals of which tenant. @param tenant by name. @param traceId W3C trace id */
public record ProposalCall(String tenant, Caller caller, String traceId) {}
