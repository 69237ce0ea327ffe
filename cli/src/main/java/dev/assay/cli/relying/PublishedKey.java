package dev.assay.cli.relying;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * One key of an issuer's set (RFC 7517): by certificate, by its public members, or by both, which then must be one key.
 *
 * @param certified whether a certificate came with it
 */
record PublishedKey(PublicKey key, boolean certified) {
    /** @throws RefusedException where the entry holds no key we can use, or two different ones */
    static PublishedKey read(JsonObject entry) {
        Optional<PublicKey> fromCertificate = certificate(entry);
        Optional<PublicKey> fromMembers = members(entry);
        if (fromCertificate.isPresent() && fromMembers.isPresent()
                && !fromCertificate.get().equals(fromMembers.get()))
            throw new RefusedException("The key's certificate holds another key than its public members.");
        PublicKey key = fromCertificate.or(() -> fromMembers)
                .orElseThrow(() -> new RefusedException("The key has neither a certificate nor public members."));
        return new PublishedKey(key, fromCertificate.isPresent());
    }

    private static Optional<PublicKey> certificate(JsonObject entry) {
        if (!(entry.get("x5c") instanceof JsonArray chain) || chain.isEmpty())
            return Optional.empty();
        if (!(chain.getFirst() instanceof JsonString first))
            throw new RefusedException("The key's x5c is not a list of certificates.");
        try {
            byte[] der = Base64.getDecoder().decode(first.getString());
            Certificate certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            return Optional.of(certificate.getPublicKey());
        } catch (IllegalArgumentException | CertificateException refused) {
            throw new RefusedException("The key's first x5c entry is not a certificate.");
        }
    }

    /** why: only public members are handed on, so that jose4j sees neither x5c nor anything private. */
    private static Optional<PublicKey> members(JsonObject entry) {
        Map<String, Object> members = new HashMap<>();
        for (String name : new String[]{"kty", "n", "e", "crv", "x", "y"}) {
            if (entry.get(name) instanceof JsonString text)
                members.put(name, text.getString());
        }
        if (!members.containsKey("n") && !members.containsKey("x"))
            return Optional.empty();
        try {
            return Optional.of(PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey());
        } catch (JoseException refused) {
            throw new RefusedException("The key's public members do not make a key.");
        }
    }
}
