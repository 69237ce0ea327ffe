package dev.assay.identity;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The claims of another issuer's token: whether they are of an access token for this service, and of nothing else (AU-02).
 *
 * <p>What tells an ID token (OpenID Connect Core §2): a claim that only ID tokens have; {@code typ} other than
 * {@code Bearer}, as Keycloak marks each kind, or {@code token_use} other than {@code access}, as Cognito does; and, where the header says only {@code JWT}, no claim that only access
 * tokens have, or the client that asked for it among its audiences.
 */
record IssuedClaims(JsonObject claims) {
    private static final long SKEW = 60;
    private static final long LATEST = Duration.ofDays(3_650_000).toSeconds();
    /** Of ID tokens, of logout tokens (OpenID Connect Back-Channel Logout §2.4), and of attestation tokens. */
    private static final Set<String> OTHERS = Set.of("nonce", "at_hash", "c_hash", "s_hash", "events",
            "x-ms-attestation-type");
    /** Scopes; and how the client authenticated, which Entra ID puts into access tokens alone. */
    private static final Set<String> SHOWING = Set.of("scope", "scp", "azpacr", "appidacr");
    private static final List<String> CLIENT = List.of("azp", "client_id", "appid");
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** @param declared whether the header says that it is an access token */
    void check(TrustedIssuer issuer, boolean declared, Instant at) {
        if (!text("iss").equals(Optional.of(issuer.url())))
            throw refused("iss is another issuer");
        checkTime(at.getEpochSecond());
        checkKind(declared);
        Set<String> audiences = audiences();
        if (!issuer.acceptance().audiences().containsAll(audiences))
            throw refused("aud names another than this service");
        checkClient(issuer.acceptance().clients(), declared, audiences);
        subject();
    }

    Caller caller(TrustedIssuer issuer, String tenant) {
        return new Caller(Optional.of(tenant), subject(), issuer.url(), issuer.acceptance().roles(claims));
    }

    private void checkTime(long now) {
        long issued = seconds("iat");
        long expiry = seconds("exp");
        boolean begun = issued <= now + SKEW && (!claims.containsKey("nbf") || seconds("nbf") <= now + SKEW);
        if (!begun || now >= expiry + SKEW || expiry < issued)
            throw refused("its time is not now");
    }

    private void checkKind(boolean declared) {
        if (claims.keySet().stream().anyMatch(OTHERS::contains))
            throw refused("it is of another kind than access tokens");
        boolean bearer = text("typ").filter("Bearer"::equals).isPresent();
        if (claims.containsKey("typ") && !bearer)
            throw refused("typ is not Bearer");
        if (claims.containsKey("token_use") && !text("token_use").equals(Optional.of("access")))
            throw refused("token_use is not access");
        if (!declared && !bearer && claims.keySet().stream().noneMatch(SHOWING::contains))
            throw refused("nothing shows that it is an access token");
    }

    private void checkClient(Set<String> allowed, boolean declared, Set<String> audiences) {
        Set<String> named = new HashSet<>();
        CLIENT.stream().filter(claims::containsKey)
                .forEach(name -> named.add(text(name).orElseThrow(() -> refused(name + " is no text"))));
        if (named.size() > 1 || !declared && named.isEmpty() || !allowed.isEmpty() && !allowed.containsAll(named)
                || !allowed.isEmpty() && named.isEmpty())
            throw refused("the client it was given to is not one that is taken");
        if (!declared && named.stream().anyMatch(audiences::contains))
            throw refused("it is for the client that asked, as ID tokens are");
    }

    private Set<String> audiences() {
        List<JsonValue> values = claims.get("aud") instanceof JsonArray array
                ? array
                : Stream.ofNullable(claims.get("aud")).toList();
        Set<String> audiences = new HashSet<>();
        for (JsonValue value : values) {
            if (!(value instanceof JsonString text))
                throw refused("aud is no text");
            audiences.add(text.getString());
        }
        if (audiences.isEmpty())
            throw refused("aud is missing");
        return audiences;
    }

    /** AD, DO-09: it goes into records and limits, so it is short and plain. */
    private String subject() {
        return text("sub").filter(text -> SUBJECT.matcher(text).matches())
                .orElseThrow(() -> refused("sub is not 1 to 255 printable characters"));
    }

    private Optional<String> text(String claim) {
        return claims.get(claim) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private long seconds(String claim) {
        if (claims.get(claim) instanceof JsonNumber number && number.isIntegral()
                && number.bigDecimalValue().signum() >= 0
                && number.bigDecimalValue().compareTo(BigDecimal.valueOf(LATEST)) < 0)
            return number.longValueExact();
        throw refused(claim + " is no whole number of seconds");
    }

    private static TokenRefusedException refused(String problem) {
        return new TokenRefusedException("of the claims, " + problem);
    }
}
