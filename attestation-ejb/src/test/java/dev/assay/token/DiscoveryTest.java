package dev.assay.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.signing.KeyMaker;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.signing.SigningKey;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    @Test
    void publishesKeysAsAStandardLibraryReadsThem() throws Exception {
        SigningKey key = new KeyMaker().make("https://a.example", Instant.parse("2026-11-24T10:00:00Z"));
        JsonObject jwk = Discovery.keySet(List.of(key.published())).getJsonArray("keys").getJsonObject(0);
        PublicJsonWebKey read = PublicJsonWebKey.Factory.newPublicJwk(jwk.toString());
        assertEquals(Set.of("kid", "kty", "use", "alg", "n", "e", "x5c"), jwk.keySet());
        assertEquals(key.certificate().getPublicKey(), read.getPublicKey());
        assertEquals(key.certificate(), read.getLeafCertificate());
        assertEquals(key.kid(), read.calculateBase64urlEncodedThumbprint("SHA-256"));
    }

    @Test
    void publishesTheMembersOfAnEllipticKeyAndItsChain() throws Exception {
        SigningKey key = new KeyMaker().make("https://a.example", SigningAlgorithm.ES256,
                Instant.parse("2026-11-24T10:00:00Z"));
        PublishedKey chained = new PublishedKey(key.kid(), key.algorithm(),
                List.of(key.certificate(), key.certificate()));
        JsonObject jwk = Discovery.keySet(List.of(chained)).getJsonArray("keys").getJsonObject(0);
        PublicJsonWebKey read = PublicJsonWebKey.Factory.newPublicJwk(jwk.toString());
        assertEquals(Set.of("kid", "kty", "use", "alg", "crv", "x", "y", "x5c"), jwk.keySet());
        assertEquals("ES256", jwk.getString("alg"));
        assertEquals(43, jwk.getString("x").length());
        assertEquals(43, jwk.getString("y").length());
        assertEquals(2, read.getCertificateChain().size());
        assertEquals(key.kid(), read.calculateBase64urlEncodedThumbprint("SHA-256"));
    }

    @Test
    void describesTheIssuerWithTheMembersTheJavaClientNeeds() {
        JsonObject document = Discovery.openIdConfiguration("https://a.example/t/blue",
                List.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256, SigningAlgorithm.RS256));
        assertEquals("https://a.example/t/blue", document.getString("issuer"));
        assertEquals("https://a.example/t/blue/certs", document.getString("jwks_uri"));
        assertEquals("https://a.example/t/blue/revoke", document.getString("revocation_endpoint"));
        assertEquals("[\"token\",\"none\"]", document.getJsonArray("response_types_supported").toString());
        assertEquals("[\"ES256\",\"RS256\"]",
                document.getJsonArray("id_token_signing_alg_values_supported").toString());
        assertEquals(18, document.getJsonArray("claims_supported").size());
    }
}
