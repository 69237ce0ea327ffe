package dev.assay.service;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a replay is.
 *
 * @param state {@code running}, {@code done}, {@code time}, {@code cancelled} or {@code interrupted}
 * @param request what was asked. @param result what came of it so far; both as shown
 */
public record ImpactView(UUID id, String attestationType, String state, Progress progress, JsonObject request,
        JsonObject result, Dates dates) {
    public record Progress(long done, long total) {}

    public record Dates(Instant started, Optional<Instant> ended) {}
}
