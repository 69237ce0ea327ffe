package dev.assay.identity;

import dev.assay.json.CanonicalJson;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Makes access tokens (RFC 9068: {@code typ} is {@code at+jwt}), and believes those it made. */
public final class AccessTokens {
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    /** How far another node's clock may be off. */
    public static final Duration SKEW = Duration.ofSeconds(60);
    static final String TYPE = "at+jwt";
    static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
    /** What unmodified Azure SDKs name, whichever service they were told to call. */
    private static final Set<String> AZURE = Set.of("https://attest.azure.net", "https://attest.azure.us",
            "https://attest.azure.cn", "https://management.azure.com", "https://management.core.windows.net");
    /** Words of OpenID Connect that client libraries send along with every scope (OpenID Connect Core §5.4, §11). */
    private static final Set<String> USUAL_SCOPES = Set.of("openid", "profile", "offline_access");

    private final String issuer;
    private final String audience;
    private final Set<String> names;

    /** @param baseUrl of this installation, without trailing slash */
    public AccessTokens(String baseUrl) {
        this.issuer = baseUrl + "/oauth2";
        // why one: the roles keep management and data plane apart, and a client has one token for both.
        this.audience = baseUrl + "/api";
        this.names = Set.of(audience, baseUrl);
    }

    /** Whether a resource (RFC 8707 §2) means this installation; those that Azure's SDKs name always do. */
    public boolean isNamedBy(String resource) {
        String name = resource.replaceFirst("/{1,2}$", "");
        return names.contains(name) || AZURE.contains(name);
    }

    /** Whether every word of a scope (RFC 6749 §3.3) means this installation: {@code <resource>/.default}. */
    public boolean isScopeOf(String scope) {
        return Stream.of(scope.split(" ")).allMatch(
                word -> USUAL_SCOPES.contains(word) || isNamedBy(word.replaceFirst("/\\.default$", "")));
    }

    /** What its tokens have as {@code iss}, exactly. */
    public String issuer() {
        return issuer;
    }

    /** Compact JWS, good for {@link #LIFETIME}. */
    public String issue(AccessTokenKey key, Client client, Instant at) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue(ALGORITHM);
            jws.setHeader("typ", TYPE);
            jws.setKeyIdHeaderValue(key.kid());
            jws.setPayload(CanonicalJson.write(claims(client, at)));
            jws.setKey(key.privateKey());
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException("the key of access tokens does not sign", failed);
        }
    }

    private JsonObject claims(Client client, Instant at) {
        JsonArrayBuilder roles = Json.createArrayBuilder();
        client.roles().stream().map(Role::word).sorted().forEach(roles::add);
        JsonObjectBuilder claims = Json.createObjectBuilder().add("iss", issuer).add("aud", audience)
                .add("sub", client.id().text()).add("client_id", client.id().text()).add("roles", roles)
                .add("epoch", client.standing().epoch().toString())
                .add("iat", at.getEpochSecond()).add("exp", at.plus(LIFETIME).getEpochSecond())
                .add("jti", UUID.randomUUID().toString());
        client.id().tenant().ifPresent(tenant -> claims.add("tenant", tenant));
        return claims.build();
    }

    /** What a token of ours says. @param epoch of the client when it was issued */
    public record Presented(ClientId client, UUID epoch, Caller caller) {}

    /**
     * Whether the client still stands as it did is not looked at.
     *
     * @param keys ours that count now, by {@code kid}
     * @throws TokenRefusedException where it is none of ours, or its time is not now
     */
    public Presented verify(String token, Instant at, Function<String, Optional<AccessTokenKey>> keys) {
        ReadToken read = ReadToken.of(token);
        AccessTokenKey key = keys.apply(read.checkedKid())
                .orElseThrow(() -> new TokenRefusedException("the header's kid is not this installation's"));
        if (!signed(token, key.publicKey()))
            throw new TokenRefusedException("the signature does not verify");
        return new AccessClaims(read.payload()).presented(issuer, audience, at);
    }

    private static boolean signed(String token, PublicKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(new AlgorithmConstraints(
                    ConstraintType.PERMIT, ALGORITHM));
            jws.setCompactSerialization(token);
            jws.setKey(key);
            return jws.verifySignature();
        } catch (JoseException refused) {
            return false;
        }
    }
}
