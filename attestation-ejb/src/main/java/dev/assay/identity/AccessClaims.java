package dev.assay.identity;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The claims of an access token whose signature holds. */
record AccessClaims(JsonObject payload) {
    private static final long SKEW = AccessTokens.SKEW.toSeconds();
    private static final long LATEST = Duration.ofDays(3_650_000).toSeconds();

    AccessTokens.Presented presented(String issuer, String audience, Instant at) {
        check("iss", issuer);
        check("aud", audience);
        checkTime(at.getEpochSecond());
        text("jti");
        String subject = text("sub");
        check("client_id", subject);
        ClientId id = ClientId.parse(subject).orElseThrow(() -> refused("sub"));
        Optional<String> tenant = payload.containsKey("tenant") ? Optional.of(text("tenant")) : Optional.empty();
        if (!tenant.equals(id.tenant()))
            throw refused("tenant");
        return new AccessTokens.Presented(id, epoch(),
                new Caller(tenant, subject, issuer, roles(tenant.isPresent())));
    }

    private UUID epoch() {
        try {
            return UUID.fromString(text("epoch"));
        } catch (IllegalArgumentException other) {
            throw refused("epoch");
        }
    }

    private void checkTime(long now) {
        long issued = seconds("iat");
        long expiry = seconds("exp");
        boolean begun = issued <= now + SKEW && (!payload.containsKey("nbf") || seconds("nbf") <= now + SKEW);
        if (!begun || now >= expiry + SKEW || expiry - issued > AccessTokens.LIFETIME.toSeconds())
            throw new TokenRefusedException("the token's time is not now");
    }

    /** A platform administrator is of no tenant, and whoever is of none is nothing else. */
    private Set<Role> roles(boolean ofTenant) {
        if (!(payload.get("roles") instanceof JsonArray words))
            throw refused("roles");
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonValue word : words)
            roles.add(word instanceof JsonString text
                    ? Role.named(text.getString()).orElseThrow(() -> refused("roles"))
                    : nothing("roles"));
        boolean platform = roles.contains(Role.PLATFORM_ADMINISTRATOR);
        if (platform == ofTenant || platform && roles.size() > 1)
            throw refused("roles");
        return roles;
    }

    private void check(String claim, String expected) {
        if (!text(claim).equals(expected))
            throw refused(claim);
    }

    private String text(String claim) {
        return payload.get(claim) instanceof JsonString text && !text.getString().isEmpty()
                ? text.getString()
                : nothing(claim);
    }

    private long seconds(String claim) {
        return payload.get(claim) instanceof JsonNumber number && number.isIntegral()
                && number.bigDecimalValue().signum() >= 0
                && number.bigDecimalValue().compareTo(BigDecimal.valueOf(LATEST)) < 0
                        ? number.longValueExact()
                        : nothing(claim);
    }

    private static <T> T nothing(String claim) {
        throw refused(claim);
    }

    private static TokenRefusedException refused(String claim) {
        return new TokenRefusedException("the claim " + claim + " is not as this installation makes it");
    }
}
