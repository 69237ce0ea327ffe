package dev.assay.identity;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as an attacker writes them: any header and payload over any signature. */
final class Forge {
    static final String BASE = "https://assay.example";
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final UUID EPOCH = UUID.fromString("6f1c9f0e-7a55-4a0e-9b0a-0c5f0f2a7c11");
    static final AccessTokenKey KEY = key("the-kid");
    static final AccessTokens TOKENS = new AccessTokens(BASE);
    static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"the-kid\"}";
    static final String CLAIMS = """
            {"iss":"https://assay.example/oauth2","aud":"https://assay.example/api","sub":"red.robot",\
            "client_id":"red.robot","tenant":"red","roles":["auditor"],"epoch":"%s","iat":%d,"exp":%d,"jti":"1"}"""
            .formatted(EPOCH, NOW.getEpochSecond(), NOW.getEpochSecond() + 900);

    private Forge() {}

    static Caller verify(String token, Instant at) {
        return TOKENS.verify(token, at, kid -> Optional.of(KEY).filter(key -> key.kid().equals(kid))).caller();
    }

    static AccessTokenKey key(String kid) {
        var pair = AccessTokenKey.newPair();
        return new AccessTokenKey(kid, pair.getPublic(), pair.getPrivate());
    }

    static Client client(Optional<String> tenant, Role role) {
        return new Client(new ClientId(tenant, "robot"), Set.of(role),
                new Client.Secrets(SecretHash.nobodys(), Optional.empty()),
                new Client.Standing(false, Optional.empty(), EPOCH));
    }

    /** By this installation's key. */
    static String signed(String header, String payload) {
        return signed(header, payload, KEY.privateKey());
    }

    static String signed(String header, String payload, Key key) {
        String text = Bytes.utf8(header).toBase64Url() + "." + Bytes.utf8(payload).toBase64Url();
        try {
            Signature signature = Signature
                    .getInstance(key.getAlgorithm().equals("RSA")
                            ? "SHA256withRSA"
                            : "SHA256withECDSAinP1363Format");
            signature.initSign((PrivateKey) key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64Url.encode(signature.sign());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** HMAC with the public key's octets as the secret. */
    static String hmac(String header, String payload, PublicKey secret) {
        String text = Bytes.utf8(header).toBase64Url() + "." + Bytes.utf8(payload).toBase64Url();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getEncoded(), "HmacSHA256"));
            return text + "." + Base64Url.encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
