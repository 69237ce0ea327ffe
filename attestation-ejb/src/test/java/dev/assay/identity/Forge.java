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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as an attacker writes them: any header and payload over any signature. */
final class Forge {
    static final String BASE = "https://assay.example";
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final AccessTokenKey KEY = key("the-kid");
    static final AccessTokens TOKENS = new AccessTokens(BASE, KEY);
    static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"the-kid\"}";
    static final String CLAIMS = """
            {"iss":"https://assay.example/oauth2","aud":"https://assay.example/management","sub":"red.robot",\
            "client_id":"red.robot","tenant":"red","roles":["auditor"],"iat":%d,"exp":%d,"jti":"1"}"""
            .formatted(NOW.getEpochSecond(), NOW.getEpochSecond() + 900);

    private Forge() {}

    static AccessTokenKey key(String kid) {
        var pair = AccessTokenKey.newPair();
        return new AccessTokenKey(kid, pair.getPublic(), pair.getPrivate());
    }

    static Client client(Optional<String> tenant, Role role) {
        return new Client(new ClientId(tenant, "robot"), Set.of(role),
                new Client.Secrets(SecretHash.nobodys(), Optional.empty()),
                new Client.Standing(false, Optional.empty()));
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
