package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.tenant.TokenSettings;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How long a report on a TPM lives ("Settled", Wire). */
class TpmLifetimeTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void livesAsLongAsThePolicySays() {
        assertEquals(Duration.ofMinutes(7), lifetime(OptionalInt.of(7), DAY));
        assertEquals(Duration.ofMinutes(600), lifetime(OptionalInt.of(600), DAY));
    }

    @Test
    void livesNoLongerThanTheTenantAllows() {
        assertEquals(DAY, TokenSettings.TPM_LIFETIME);
        assertEquals(DAY, lifetime(OptionalInt.of(100_000), DAY));
        assertEquals(Duration.ofMinutes(10), lifetime(OptionalInt.of(600), Duration.ofMinutes(10)));
        assertTrue(lifetime(OptionalInt.empty(), Duration.ofMinutes(1)).compareTo(Duration.ofMinutes(1)) <= 0);
    }

    /** The authority's list is good for thirty days, less what it is old. */
    @Test
    void livesNoLongerThanWhatItRestsOn() {
        Duration lived = lifetime(OptionalInt.of(365 * 24 * 60), Duration.ofDays(365));
        assertTrue(lived.compareTo(Duration.ofDays(30)) < 0 && lived.compareTo(Duration.ofDays(29)) > 0,
                lived::toString);
    }

    private static Duration lifetime(OptionalInt minutes, Duration longest) {
        String asked = minutes.isEmpty()
                ? ""
                : "=> issueproperty(type=\"report_validity_in_minutes\", value=" + minutes.getAsInt() + ");";
        JsonObject claims = TpmNode.claims(new TpmNode(asked, longest).attest());
        return Duration.ofSeconds(claims.getInt("exp") - claims.getInt("iat"));
    }
}
