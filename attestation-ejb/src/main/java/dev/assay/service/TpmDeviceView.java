package dev.assay.service;

import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.Bytes;
import dev.assay.persistence.TpmDeviceRows.History;
import dev.assay.persistence.TpmDeviceRows.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device as shown.
 *
 * @param endorsementCertificate DER. @param seen of its furthest sound appraisal
 * @param events what happened to it, newest first, 100 at most; none in a list
 */
public record TpmDeviceView(TpmDevice device, String label, Optional<Bytes> endorsementCertificate, Registered by,
        Optional<Instant> seen, List<Event> events) {
    /** @param subject {@code device} where it was the device itself. @param issuer of the bearer token */
    public record Registered(String subject, String issuer, Instant at) {}

    /** @param operation as {@code registered}. @param detail JSON object */
    public record Event(String operation, String detail, String subject, String issuer, String traceId, Instant at) {}

    static TpmDeviceView of(Stored stored) {
        return of(stored, List.of());
    }

    static TpmDeviceView of(History history) {
        return of(history.device(), history.events().stream().map(event -> new Event(event.operation(),
                event.detail(), event.subject(), event.issuer(), event.traceId(), event.at())).toList());
    }

    private static TpmDeviceView of(Stored stored, List<Event> events) {
        return new TpmDeviceView(stored.device(), stored.standing().label(), stored.endorsementCertificate(),
                new Registered(stored.standing().subject(), stored.standing().issuer(),
                        stored.standing().registered()),
                stored.standing().seen(), events);
    }
}
