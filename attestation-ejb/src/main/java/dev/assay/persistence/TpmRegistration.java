package dev.assay.persistence;

import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.bytes.Bytes;
import dev.assay.tenant.TenantChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One registration in its transaction. Those of one tenant take turns, and the unique keys of the table decide all the
 * same: an endorsement key has one attestation key and the other way round (TP-09).
 */
public record TpmRegistration(Connection connection, UUID tenant, TenantChange by) {
    /**
     * A device to be.
     *
     * @param attestationKey SHA-256 of its DER SubjectPublicKeyInfo
     * @param publicArea TPMT_PUBLIC of it; absent where only its certificate was seen
     * @param endorsement of an activation alone. @param label may be empty
     */
    public record Wish(Origin origin, Bytes attestationKey, Optional<Bytes> publicArea,
            Optional<Endorsement> endorsement, String label) {}

    /** @param key SHA-256 of its DER SubjectPublicKeyInfo. @param certificate DER */
    public record Endorsement(Bytes key, Bytes certificate) {}

    /** What stands in the way of a registration. */
    public enum Obstacle {
        ANOTHER_ATTESTATION_KEY("The endorsement key is registered with another attestation key."),
        ANOTHER_ENDORSEMENT_KEY("The attestation key is registered under another endorsement key."),
        BY_ADMINISTRATOR("An administrator has registered the attestation key."),
        BY_ACTIVATION("The attestation key is registered under its endorsement key."),
        REVOKED("The device with this key is revoked.");

        private final String what;

        Obstacle(String what) {
            this.what = what;
        }

        /** What is so, and what to do. */
        public String sentence() {
            return what + " An administrator deletes that device first.";
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Made(TpmDeviceRows.Stored device) implements Outcome {}

        /** It was so already. */
        record Same(TpmDeviceRows.Stored device) implements Outcome {}

        record Conflict(TpmDeviceRows.Stored there, Obstacle why) implements Outcome {}

        record QuotaSpent() implements Outcome {}
    }

    Outcome run(Wish wish) throws SQLException {
        takeTurns();
        List<TpmDeviceRows.Stored> there = there(wish);
        Optional<TpmDeviceRows.Stored> same = there.stream()
                .filter(it -> it.device().attestationKey().equals(wish.attestationKey())).findFirst();
        if (same.isPresent() && wish.origin() == Origin.CERTIFICATE)
            return new Outcome.Same(same.get());
        Optional<Outcome.Conflict> conflict = there.stream()
                .flatMap(it -> obstacle(it, wish).map(why -> new Outcome.Conflict(it, why)).stream()).findFirst();
        if (conflict.isPresent())
            return alarmed(conflict.get(), wish);
        if (same.isEmpty())
            return full() ? new Outcome.QuotaSpent() : made(UUID.randomUUID(), wish);
        return same.get().device().origin() == wish.origin()
                ? new Outcome.Same(same.get())
                : upgraded(same.get().device().id(), wish);
    }

    private void takeTurns() throws SQLException {
        try (PreparedStatement lock = connection
                .prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "tpm-device/" + tenant);
            lock.execute();
        }
    }

    private List<TpmDeviceRows.Stored> there(Wish wish) throws SQLException {
        return TpmDeviceReading.list(connection,
                "tenant_id = ? AND (attestation_key = ? OR endorsement_key = ?) ORDER BY device_id", tenant,
                wish.attestationKey().toArray(), wish.endorsement().map(it -> it.key().toArray()).orElse(null));
    }

    /** TP-09: what is known is replaced by nothing; one that was only seen, of the same key, becomes a registered one. */
    private static Optional<Obstacle> obstacle(TpmDeviceRows.Stored there, Wish wish) {
        if (!there.device().attestationKey().equals(wish.attestationKey()))
            return Optional.of(Obstacle.ANOTHER_ATTESTATION_KEY);
        if (there.device().revoked())
            return Optional.of(Obstacle.REVOKED);
        return switch (there.device().origin()) {
            case CERTIFICATE -> Optional.empty();
            case ADMINISTRATOR -> Optional.of(Obstacle.BY_ADMINISTRATOR);
            case ACTIVATION -> wish.origin() != Origin.ACTIVATION
                    ? Optional.of(Obstacle.BY_ACTIVATION)
                    : wish.endorsement().map(Endorsement::key).equals(there.device().endorsementKey())
                            ? Optional.empty()
                            : Optional.of(Obstacle.ANOTHER_ENDORSEMENT_KEY);
        };
    }

    private Outcome alarmed(Outcome.Conflict conflict, Wish wish) throws SQLException {
        new TpmDeviceEvents(connection, tenant, by).conflict(conflict.there().device().id(), wish,
                conflict.why());
        return conflict;
    }

    /** Whether there are as many as there may be. */
    private boolean full() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT (SELECT count(*) FROM assay.tpm_device WHERE tenant_id = ?) >= t.tpm_devices
                FROM assay.tenant t WHERE t.tenant_id = ?""")) {
            TenantWork.bind(query, tenant, tenant);
            try (ResultSet row = query.executeQuery()) {
                return !row.next() || row.getBoolean(1);
            }
        }
    }

    private Outcome made(UUID id, Wish wish) throws SQLException {
        TenantWork.change(connection, """
                INSERT INTO assay.tpm_device (tenant_id, device_id, attestation_key, origin, public_area,
                    endorsement_key, endorsement_cert, label, subject, issuer, registered_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", tenant, id, wish.attestationKey().toArray(),
                wish.origin().word(), octets(wish.publicArea()), octets(wish.endorsement().map(Endorsement::key)),
                octets(wish.endorsement().map(Endorsement::certificate)), wish.label(), by.subject(), by.issuer(),
                Timestamp.from(by.at()));
        return registered(id);
    }

    private Outcome upgraded(UUID id, Wish wish) throws SQLException {
        TenantWork.change(connection, """
                UPDATE assay.tpm_device SET origin = ?, public_area = ?, endorsement_key = ?, endorsement_cert = ?,
                    label = CASE WHEN ? = '' THEN label ELSE ? END, subject = ?, issuer = ?, registered_at = ?
                WHERE tenant_id = ? AND device_id = ?""", wish.origin().word(), octets(wish.publicArea()),
                octets(wish.endorsement().map(Endorsement::key)),
                octets(wish.endorsement().map(Endorsement::certificate)), wish.label(), wish.label(), by.subject(),
                by.issuer(), Timestamp.from(by.at()), tenant, id);
        return registered(id);
    }

    private Outcome registered(UUID id) throws SQLException {
        new TpmDeviceEvents(connection, tenant, by).changed(id, "registered");
        return new Outcome.Made(TpmDeviceReading.one(connection, tenant, id).orElseThrow());
    }

    private static byte[] octets(Optional<Bytes> octets) {
        return octets.map(Bytes::toArray).orElse(null);
    }
}
