package dev.assay.cli.relying;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** The registered claims (RFC 7519 §4.1) of a token whose signature was verified. */
record Registered(JsonObject claims) {
    private static final Duration SKEW = Duration.ofSeconds(60);
    /** why: beyond the year 30 000 no arithmetic of dates is meant, and Instant's has an end. */
    private static final BigDecimal MAX_SECONDS = new BigDecimal("1e12");

    void checkTimes(Instant at) {
        Instant expires = seconds("exp");
        if (!at.isBefore(expires.plus(SKEW)))
            throw new RefusedException("The token expired at " + expires + ".");
        if (claims.containsKey("nbf") && at.isBefore(seconds("nbf").minus(SKEW)))
            throw new RefusedException("The token is not to be used before " + seconds("nbf") + ".");
    }

    void checkIssuer(IssuerUrl issuer) {
        if (!issuer.text().equals(RelyingParty.text(claims, "iss")))
            throw new RefusedException("The token's iss is not exactly " + issuer.text() + ".");
    }

    private Instant seconds(String name) {
        if (claims.get(name) instanceof JsonNumber number && number.isIntegral()
                && number.bigDecimalValue().abs().compareTo(MAX_SECONDS) < 0)
            return Instant.ofEpochSecond(number.longValue());
        throw new RefusedException("The token's " + name + " is missing or not a whole number of seconds.");
    }
}
