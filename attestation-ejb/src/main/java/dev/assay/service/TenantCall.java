package dev.assay.service;

import dev.assay.identity.Caller;
import java.util.OptionalInt;

/**
 * Who asks the management plane.
 *
 * @param expectedVersion the version the caller has seen, from {@code If-Match}; empty: whichever it is
 * @param traceId W3C trace id
 */
public record TenantCall(Caller caller, OptionalInt expectedVersion, String traceId) {}
