package dev.assay.service;

import dev.assay.evidence.Reason;
import java.time.Duration;

/** What became of a call. */
public sealed interface Outcome {
    /** @param token compact JWS; unsecured where a draft policy was asked */
    record Issued(String token) implements Outcome {}

    /** Denied or rejected. @param detail one sentence for the sender */
    record Refused(Reason reason, String detail) implements Outcome {}

    /** The caller's own text is at fault before any evidence was looked at, as a draft policy that does not parse. */
    record BadRequest(String code, String detail) implements Outcome {}

    record Unavailable(Reason reason, String detail, Duration retryAfter) implements Outcome {}

    record NoSuchTenant() implements Outcome {}

    /** The tenant attests this for identified callers with a role only, and this is none; nothing was looked at. */
    record Unauthorized() implements Outcome {}

    /** Whether the caller is one cannot be told now; nothing was looked at. */
    record IssuerUnavailable() implements Outcome {}
}
