package dev.assay.identity;

import java.time.Instant;
import java.util.Optional;

/** A client with what its administrators see of it. @param version counts changes, from 1 */
public record ClientRecord(Client client, int version, Dates dates) {
    /** @param lastUsed the hour of its last token */
    public record Dates(Instant created, Instant changed, Optional<Instant> lastUsed) {}
}
