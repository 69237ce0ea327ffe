package dev.assay.persistence;

import dev.assay.evidence.TpmState;
import dev.assay.json.CanonicalJson;
import dev.assay.persistence.TpmRegistration.Obstacle;
import dev.assay.persistence.TpmRegistration.Wish;
import dev.assay.tenant.TenantChange;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happened to devices, written in the transaction it happens in. */
record TpmDeviceEvents(Connection connection, UUID tenant, TenantChange by) {
    /** As many as are shown of one device. */
    private static final int SHOWN = 100;

    /** Tells of the device as it is now. */
    void changed(UUID device, String operation) throws SQLException {
        TenantWork.change(connection, """
                INSERT INTO assay.tpm_device_event (tenant_id, event_id, device_id, operation, detail, subject, issuer,
                    trace_id, recorded_at)
                SELECT d.tenant_id, ?, d.device_id, ?, jsonb_build_object('origin', d.origin, 'state', d.state,
                    'label', d.label, 'attestationKey', encode(d.attestation_key, 'hex'),
                    'endorsementKey', encode(d.endorsement_key, 'hex')), ?, ?, ?, ?
                FROM assay.tpm_device d WHERE d.tenant_id = ? AND d.device_id = ?""", UUID.randomUUID(), operation,
                by.subject(), by.issuer(), by.traceId(), Timestamp.from(by.at()), tenant, device);
    }

    /** TP-09. */
    void conflict(UUID there, Wish wish, Obstacle why) throws SQLException {
        JsonObjectBuilder detail = Json.createObjectBuilder().add("why", why.sentence())
                .add("origin", wish.origin().word()).add("attestationKey", wish.attestationKey().toHex());
        wish.endorsement().ifPresent(endorsement -> detail.add("endorsementKey", endorsement.key().toHex()));
        insert(there, "conflict", detail.build());
    }

    /** TP-17: an alarm. */
    void wentBack(UUID device, TpmState claimed, Optional<TpmState> known) throws SQLException {
        JsonObjectBuilder detail = Json.createObjectBuilder().add("claimed", json(claimed));
        known.ifPresent(state -> detail.add("known", json(state)));
        insert(device, "counters-went-back", detail.build());
    }

    private static JsonObjectBuilder json(TpmState state) {
        return Json.createObjectBuilder().add("clock", Long.toUnsignedString(state.clock()))
                .add("resetCount", state.resetCount()).add("restartCount", state.restartCount())
                .add("safe", state.safe());
    }

    private void insert(UUID device, String operation, JsonObject detail) throws SQLException {
        TenantWork.change(connection, """
                INSERT INTO assay.tpm_device_event (tenant_id, event_id, device_id, operation, detail, subject, issuer,
                    trace_id, recorded_at) VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)""", tenant, UUID.randomUUID(),
                device, operation, CanonicalJson.write(detail), by.subject(), by.issuer(), by.traceId(),
                Timestamp.from(by.at()));
    }

    /** Of one device, newest first, 100 at most. */
    static List<TpmDeviceRows.Event> of(Connection connection, UUID tenant, UUID device) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT operation, detail::text, subject, issuer, trace_id, recorded_at FROM assay.tpm_device_event
                WHERE tenant_id = ? AND device_id = ? ORDER BY recorded_at DESC, event_id LIMIT ?""")) {
            TenantWork.bind(query, tenant, device, SHOWN);
            try (ResultSet rows = query.executeQuery()) {
                List<TpmDeviceRows.Event> events = new ArrayList<>();
                while (rows.next())
                    events.add(new TpmDeviceRows.Event(rows.getString(1), rows.getString(2), rows.getString(3),
                            rows.getString(4), rows.getString(5), rows.getTimestamp(6).toInstant()));
                return events;
            }
        }
    }
}
