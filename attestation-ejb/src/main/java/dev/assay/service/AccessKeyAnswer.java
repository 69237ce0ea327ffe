package dev.assay.service;

import java.time.Instant;

/** What became of a call to rotate the key of access tokens. */
public sealed interface AccessKeyAnswer {
    /** @param kid of the key that signs now. @param others until when tokens of the keys before it are believed */
    record Rotated(String kid, Instant others) implements AccessKeyAnswer {}

    /** The caller is no platform administrator. */
    record Forbidden() implements AccessKeyAnswer {}

    /** Somebody else rotated it meanwhile. */
    record Meanwhile() implements AccessKeyAnswer {}

    /** The store, or the key, cannot be used now. */
    record Unavailable() implements AccessKeyAnswer {}
}
