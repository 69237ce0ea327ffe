package dev.assay.service;

import java.time.Duration;

/** What became of a request for an access token. */
public sealed interface AccessAnswer {
    /** @param token compact JWS */
    record Granted(String token, Duration lifetime) implements AccessAnswer {}

    /** Unknown, disabled, expired or with another secret: which of them is not told (AU-02). */
    record Refused() implements AccessAnswer {}

    /** @param pause until it may be asked again */
    record TooOften(Duration pause) implements AccessAnswer {}

    /** The store cannot be asked now. */
    record Unavailable() implements AccessAnswer {}
}
