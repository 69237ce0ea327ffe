package dev.assay.service;

import dev.assay.identity.Caller;

/**
 * Who asks about signing keys.
 *
 * @param traceId W3C trace id
 */
public record KeyCall(Caller caller, String traceId) {}
