package dev.assay.service;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.Hearing;
import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.MalformedException;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.Issuer;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.evidence.Reason;
import dev.assay.evidence.TpmState;
import dev.assay.evidence.Verdict;
import dev.assay.persistence.TpmSighting;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantChange.Operation;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Notes what a TPM said of itself with its device (TP-17, TP-18), before the verdict is recorded and answered, so that a
 * lost answer counts too. What is noted only ever moves forward.
 */
final class Sightings {
    /** Who a device is in the record of what it does itself. */
    static final String DEVICE = "device";
    static final String ITSELF = "assay";
    /** Where nothing is noted. */
    static final Sightings NOWHERE = new Sightings((tenant, sighting, by) -> Optional.empty());

    private static final System.Logger LOG = System.getLogger(Sightings.class.getName());
    private static final String BY_CERTIFICATE = "aikValidated";

    private final Store store;

    /** Where it is noted. */
    @FunctionalInterface
    interface Store {
        /** @return the device with that key, where there is one now */
        Optional<UUID> note(UUID tenant, TpmSighting sighting, TenantChange by);
    }

    Sightings(Store store) {
        this.store = store;
    }

    /**
     * The device with the key of a verified quote, where the tenant knows one.
     *
     * @throws dev.assay.persistence.StoreException where the database does not answer
     */
    Optional<UUID> note(AttestationCase item, Appraisal appraisal) {
        if (appraisal.tpm().isEmpty())
            return Optional.empty();
        TpmState state = appraisal.tpm().get();
        if (!sound(appraisal) || item.draft().isPresent())
            return known(item, state);
        boolean back = appraisal.reason() == Reason.COUNTERS_WENT_BACK;
        Optional<UUID> device = store.note(item.tenant().id(),
                new TpmSighting(state, !back && byCertificate(appraisal), back),
                new TenantChange(Operation.CHANGE, DEVICE, ITSELF, item.call().traceId(),
                        item.at().truncatedTo(ChronoUnit.MICROS)));
        if (back)
            LOG.log(System.Logger.Level.WARNING, "counters of a TPM went back: device {0}, trace {1}",
                    device.map(UUID::toString).orElse("not known"), item.call().traceId());
        return device;
    }

    /** Verified in full, whatever the baseline and the policy made of it. */
    private static boolean sound(Appraisal appraisal) {
        return (appraisal.verdict() == Verdict.PERMIT || appraisal.verdict() == Verdict.DENY)
                && appraisal.reason() != Reason.DEVICE_REVOKED;
    }

    private static boolean byCertificate(Appraisal appraisal) {
        return appraisal.hearing().map(Hearing::incoming).stream().flatMap(it -> it.ofType(BY_CERTIFICATE).stream())
                .anyMatch(claim -> claim.issuer() == Issuer.ATTESTATION_SERVICE
                        && claim.value().equals(new ClaimValue.Flag(true)));
    }

    private static Optional<UUID> known(AttestationCase item, TpmState state) {
        return item.offered().find(CollateralKey.tpmDevice(state.attestationKey())).flatMap(Sightings::device);
    }

    private static Optional<UUID> device(CollateralDocument statement) {
        try {
            return Optional.of(TpmDevice.read(statement.content()).id());
        } catch (MalformedException otherRelease) {
            return Optional.empty();
        }
    }
}
