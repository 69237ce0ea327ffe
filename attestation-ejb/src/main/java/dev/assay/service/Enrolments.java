package dev.assay.service;

import dev.assay.attestationkey.EndorsementKeyTrust.Sound;
import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.bytes.Bytes;
import dev.assay.persistence.TpmDeviceRows;
import dev.assay.persistence.TpmRegistration;
import dev.assay.persistence.TpmRegistration.Endorsement;
import dev.assay.persistence.TpmRegistration.Wish;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantChange.Operation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Registers devices whose TPM has opened a credential made for it (path a of TP-06). */
final class Enrolments {
    private final TpmDeviceRows rows;

    Enrolments(TpmDeviceRows rows) {
        this.rows = rows;
    }

    /**
     * Registers a device, or finds it registered with exactly these keys; from whichever node, and however often. It
     * replaces nothing (TP-09): what stands in the way is left as it is, and an event tells of the attempt.
     *
     * @param sound keys whose TPM has just proved that it holds both
     * @param endorsementCertificate DER
     * @throws dev.assay.persistence.StoreException where the database does not answer; nothing is registered then
     */
    EnrolmentAnswer register(Tenant tenant, Sound sound, Bytes endorsementCertificate, String traceId, Instant at) {
        Wish wish = new Wish(Origin.ACTIVATION, sound.attestationKey(), Optional.of(sound.attestation().octets()),
                Optional.of(new Endorsement(sound.endorsementKey(), endorsementCertificate)), "");
        return switch (rows.register(tenant.id(), wish, new TenantChange(Operation.CHANGE, Sightings.DEVICE,
                Sightings.ITSELF, traceId, at.truncatedTo(ChronoUnit.MICROS)))) {
            case TpmRegistration.Outcome.Made(var made) -> registered(made);
            case TpmRegistration.Outcome.Same(var there) -> registered(there);
            case TpmRegistration.Outcome.Conflict(var there, var why) -> new EnrolmentAnswer.Conflict(why.sentence());
            case TpmRegistration.Outcome.QuotaSpent() -> new EnrolmentAnswer.QuotaSpent();
        };
    }

    private static EnrolmentAnswer registered(TpmDeviceRows.Stored stored) {
        return new EnrolmentAnswer.Registered(stored.device(), stored.standing().registered());
    }
}
