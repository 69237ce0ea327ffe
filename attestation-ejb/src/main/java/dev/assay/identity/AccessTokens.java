package dev.assay.identity;

import dev.assay.json.CanonicalJson;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Makes access tokens (RFC 9068: {@code typ} is {@code at+jwt}), and believes those it made. */
public final class AccessTokens {
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    static final String TYPE = "at+jwt";
    static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

    private final String issuer;
    private final String audience;
    private final AccessTokenKey key;

    /** @param baseUrl of this installation, without trailing slash */
    public AccessTokens(String baseUrl, AccessTokenKey key) {
        this.issuer = baseUrl + "/oauth2";
        this.audience = baseUrl + "/management";
        this.key = key;
    }

    /** What its tokens have as {@code iss}, exactly. */
    public String issuer() {
        return issuer;
    }

    /** Compact JWS, good for {@link #LIFETIME}. */
    public String issue(Client client, Instant at) {
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
                .add("iat", at.getEpochSecond()).add("exp", at.plus(LIFETIME).getEpochSecond())
                .add("jti", UUID.randomUUID().toString());
        client.id().tenant().ifPresent(tenant -> claims.add("tenant", tenant));
        return claims.build();
    }

    /** @throws TokenRefusedException where it is none of ours, or its time is not now */
    public Caller verify(String token, Instant at) {
        ReadToken read = ReadToken.of(token);
        read.checkHeader(key.kid());
        if (!signed(token))
            throw new TokenRefusedException("the signature does not verify");
        return new AccessClaims(read.payload()).caller(issuer, audience, at);
    }

    private boolean signed(String token) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(new AlgorithmConstraints(
                    ConstraintType.PERMIT, ALGORITHM));
            jws.setCompactSerialization(token);
            jws.setKey(key.publicKey());
            return jws.verifySignature();
        } catch (JoseException refused) {
            return false;
        }
    }
}
