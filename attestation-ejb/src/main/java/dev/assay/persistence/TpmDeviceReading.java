package dev.assay.persistence;

import dev.assay.attestationkey.TpmDevice;
import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.TpmState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Devices as read. */
final class TpmDeviceReading {
    private TpmDeviceReading() {}

    static Optional<TpmDeviceRows.Stored> one(Connection connection, UUID tenant, UUID id) throws SQLException {
        return list(connection, "tenant_id = ? AND device_id = ?", tenant, id).stream().findFirst();
    }

    static Optional<TpmDeviceRows.Stored> byKey(Connection connection, UUID tenant, Bytes attestationKey)
            throws SQLException {
        return list(connection, "tenant_id = ? AND attestation_key = ?", tenant, attestationKey.toArray()).stream()
                .findFirst();
    }

    /** @param where a constant of this package, with what orders and bounds */
    static List<TpmDeviceRows.Stored> list(Connection connection, String where, Object... parameters)
            throws SQLException {
        try (PreparedStatement query = connection
                .prepareStatement("SELECT * FROM assay.tpm_device WHERE " + where)) {
            TenantWork.bind(query, parameters);
            try (ResultSet rows = query.executeQuery()) {
                List<TpmDeviceRows.Stored> found = new ArrayList<>();
                while (rows.next())
                    found.add(read(rows));
                return found;
            }
        }
    }

    private static TpmDeviceRows.Stored read(ResultSet row) throws SQLException {
        Bytes key = Bytes.copyOf(row.getBytes("attestation_key"));
        TpmDevice device = new TpmDevice(row.getObject("device_id", UUID.class),
                Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)), key, octets(row, "public_area"),
                octets(row, "endorsement_key"), row.getString("state").equals("revoked"), state(row, key));
        return new TpmDeviceRows.Stored(device, octets(row, "endorsement_cert"),
                new TpmDeviceRows.Standing(row.getString("label"), row.getString("subject"), row.getString("issuer"),
                        row.getTimestamp("registered_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("last_seen_at")).map(java.sql.Timestamp::toInstant)));
    }

    private static Optional<TpmState> state(ResultSet row, Bytes key) throws SQLException {
        BigDecimal clock = row.getBigDecimal("last_clock");
        if (clock == null)
            return Optional.empty();
        return Optional.of(new TpmState(key, clock.toBigInteger().longValue(), row.getLong("last_reset_count"),
                row.getLong("last_restart_count"), row.getBoolean("last_safe"),
                row.getBigDecimal("last_firmware").toBigInteger().longValue()));
    }

    private static Optional<Bytes> octets(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(Bytes::copyOf);
    }

    /** Unsigned 64 bits as a number PostgreSQL can hold. */
    static BigDecimal unsigned(long bits) {
        return new BigDecimal(new BigInteger(Long.toUnsignedString(bits)));
    }
}
