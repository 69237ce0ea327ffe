package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.cli.Json;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A key made for one request: it signs the request, the TPM's quote binds it, and the token names it (maa-tpm §2.3). */
final class RequestKey {
    private static final int BITS = 2048;

    private final KeyPair keys;
    private final JsonObject jwk;

    private RequestKey(KeyPair keys) {
        this.keys = keys;
        this.jwk = jwk(keys.getPublic());
    }

    static RequestKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new RequestKey(generator.generateKeyPair());
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM makes no RSA keys", absent);
        }
    }

    /** The public half. */
    JsonObject jwk() {
        return jwk;
    }

    /** What a quote that binds this key qualifies itself with: SHA-256 of the jwk's text, a zero octet, the challenge. */
    Bytes binding(Bytes challenge) {
        return Bytes.utf8(Json.line(jwk)).concat(Bytes.hex("00")).concat(challenge).sha256();
    }

    /** A compact JWS. */
    String sign(String payload) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_PSS_USING_SHA256);
            jws.setHeader("typ", "attReqV2");
            jws.setKey(keys.getPrivate());
            jws.setPayload(payload);
            return jws.getCompactSerialization();
        } catch (JoseException refused) {
            throw new IllegalStateException("this JVM does not sign with PS256", refused);
        }
    }

    static JsonObject jwk(PublicKey key) {
        try {
            return StrictJson.object("jwk", Bytes.utf8(
                    PublicJsonWebKey.Factory.newPublicJwk(key).toJson(OutputControlLevel.PUBLIC_ONLY)));
        } catch (JoseException | MalformedException refused) {
            throw new IllegalStateException("a key has no JWK", refused);
        }
    }
}
