package dev.assay.persistence;

import dev.assay.attestationkey.TpmDevice;
import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.TpmState;
import dev.assay.tenant.TenantChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The TPMs tenants know; each method one short transaction, each change with the record of it. Plain JDBC in transactions
 * of its own.
 */
public final class TpmDeviceRows {
    private final TenantWork work;

    /** @param endorsementCertificate DER, of one that was enrolled under it */
    public record Stored(TpmDevice device, Optional<Bytes> endorsementCertificate, Standing standing) {}

    /**
     * What is known of a device beside its keys.
     *
     * @param subject who registered it, by a bearer token of {@code issuer}
     * @param seen of its furthest sound appraisal
     */
    public record Standing(String label, String subject, String issuer, Instant registered, Optional<Instant> seen) {}

    /** Something that happened to a device. @param detail JSON object */
    public record Event(String operation, String detail, String subject, String issuer, String traceId, Instant at) {}

    /** A device with what happened to it, newest first. */
    public record History(Stored device, List<Event> events) {}

    /**
     * Which devices are wanted; empty members ask for nothing.
     *
     * @param key SHA-256 of an attestation or endorsement key. @param label with this begin of the label
     * @param after in the order of ids, from the one after this
     */
    public record Query(Optional<Bytes> key, Optional<String> label, Optional<UUID> after, int size) {}

    /** What an administrator changes of a device; empty members stay. @param revoke for good */
    public record Amendment(Optional<String> label, boolean revoke) {}

    public TpmDeviceRows(DataSource source) {
        this.work = new TenantWork(source);
    }

    public TpmRegistration.Outcome register(UUID tenant, TpmRegistration.Wish wish, TenantChange by) {
        return work.in(tenant, "a device could not be registered",
                connection -> new TpmRegistration(connection, tenant, by).run(wish));
    }

    public Optional<Stored> find(UUID tenant, Bytes attestationKey) {
        return work.in(tenant, "a device could not be read",
                connection -> TpmDeviceReading.byKey(connection, tenant, attestationKey));
    }

    public Optional<History> history(UUID tenant, UUID id) {
        return work.in(tenant, "a device could not be read", connection -> history(connection, tenant, id));
    }

    private static Optional<History> history(Connection connection, UUID tenant, UUID id) throws SQLException {
        Optional<Stored> found = TpmDeviceReading.one(connection, tenant, id);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new History(found.get(), TpmDeviceEvents.of(connection, tenant, id)));
    }

    /** By id. */
    public List<Stored> page(UUID tenant, Query query) {
        StringBuilder where = new StringBuilder("tenant_id = ?");
        List<Object> parameters = new ArrayList<>(List.of(tenant));
        query.key().ifPresent(key -> {
            where.append(" AND (attestation_key = ? OR endorsement_key = ?)");
            parameters.add(key.toArray());
            parameters.add(key.toArray());
        });
        query.label().ifPresent(label -> {
            where.append(" AND starts_with(label, ?)");
            parameters.add(label);
        });
        query.after().ifPresent(after -> {
            where.append(" AND device_id > ?");
            parameters.add(after);
        });
        where.append(" ORDER BY device_id LIMIT ?");
        parameters.add(query.size());
        return work.in(tenant, "devices could not be read",
                connection -> TpmDeviceReading.list(connection, where.toString(), parameters.toArray()));
    }

    /** The device as it is then; empty where there is none. Nothing is recorded where nothing changes. */
    public Optional<History> amend(UUID tenant, UUID id, Amendment wish, TenantChange by) {
        return work.in(tenant, "a device could not be changed", connection -> {
            TpmDeviceEvents events = new TpmDeviceEvents(connection, tenant, by);
            if (wish.label().isPresent() && TenantWork.change(connection, """
                    UPDATE assay.tpm_device SET label = ? WHERE tenant_id = ? AND device_id = ? AND label <> ?""",
                    wish.label().get(), tenant, id, wish.label().get()) == 1)
                events.changed(id, "labelled");
            if (wish.revoke() && TenantWork.change(connection, """
                    UPDATE assay.tpm_device SET state = 'revoked'
                    WHERE tenant_id = ? AND device_id = ? AND state = 'active'""", tenant, id) == 1)
                events.changed(id, "revoked");
            return history(connection, tenant, id);
        });
    }

    /** Whether there was one. Its keys are free for a new registration then; what happened to it stays. */
    public boolean delete(UUID tenant, UUID id, TenantChange by) {
        return work.in(tenant, "a device could not be deleted", connection -> {
            new TpmDeviceEvents(connection, tenant, by).changed(id, "deleted");
            return TenantWork.change(connection, "DELETE FROM assay.tpm_device WHERE tenant_id = ? AND device_id = ?",
                    tenant, id) == 1;
        });
    }

    /**
     * Notes what a TPM said of itself: its last state moves forward, by reset count, restart count and clock in this
     * order, and never back, whoever else notes at once (TP-17).
     *
     * @return the device with that key, where there is one then
     */
    public Optional<UUID> note(UUID tenant, TpmSighting sighting, TenantChange by) {
        return work.in(tenant, "a TPM's state could not be noted",
                connection -> note(connection, tenant, sighting, by));
    }

    private static Optional<UUID> note(Connection connection, UUID tenant, TpmSighting sighting, TenantChange by)
            throws SQLException {
        TpmState state = sighting.state();
        Optional<Stored> there = TpmDeviceReading.byKey(connection, tenant, state.attestationKey());
        if (there.isEmpty() && sighting.first())
            there = first(connection, tenant, state, by);
        if (there.isEmpty())
            return Optional.empty();
        TpmDevice device = there.get().device();
        if (sighting.back())
            new TpmDeviceEvents(connection, tenant, by).wentBack(device.id(), state, device.last());
        else
            advance(connection, tenant, state, by);
        return Optional.of(device.id());
    }

    /** Seen, and no path of trust to anything; where there is no room for it, it goes without. */
    private static Optional<Stored> first(Connection connection, UUID tenant, TpmState state, TenantChange by)
            throws SQLException {
        return switch (new TpmRegistration(connection, tenant, by).run(new TpmRegistration.Wish(Origin.CERTIFICATE,
                state.attestationKey(), Optional.empty(), Optional.empty(), ""))) {
            case TpmRegistration.Outcome.Made(var made) -> Optional.of(made);
            case TpmRegistration.Outcome.Same(var same) -> Optional.of(same);
            case TpmRegistration.Outcome.Conflict(var there, var why) -> Optional.of(there);
            case TpmRegistration.Outcome.QuotaSpent() -> Optional.empty();
        };
    }

    private static void advance(Connection connection, UUID tenant, TpmState state, TenantChange by)
            throws SQLException {
        Object clock = TpmDeviceReading.unsigned(state.clock());
        TenantWork.change(connection, """
                UPDATE assay.tpm_device SET last_clock = ?, last_reset_count = ?, last_restart_count = ?,
                    last_safe = ?, last_firmware = ?, last_seen_at = ?
                WHERE tenant_id = ? AND attestation_key = ? AND (last_clock IS NULL
                    OR (last_reset_count, last_restart_count, last_clock) <= (?, ?, ?))""", clock, state.resetCount(),
                state.restartCount(), state.safe(), TpmDeviceReading.unsigned(state.firmwareVersion()),
                Timestamp.from(by.at()), tenant, state.attestationKey().toArray(), state.resetCount(),
                state.restartCount(), clock);
    }
}
