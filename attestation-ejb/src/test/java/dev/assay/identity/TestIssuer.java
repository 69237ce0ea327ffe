package dev.assay.identity;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer with one RSA key that signs whatever it is told. */
public record TestIssuer(String url, String kid, KeyPair pair) {
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    public static final String AUDIENCE = "https://assay.example/red";

    public static TestIssuer at(String url) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new TestIssuer(url, "the-kid", generator.generateKeyPair());
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** As a tenant trusts it. */
    public TrustedIssuer trusted() {
        return trusted(Set.of());
    }

    TrustedIssuer trusted(Set<String> clients) {
        return new TrustedIssuer("idp", url, Optional.empty(), new TrustedIssuer.Acceptance(Set.of(AUDIENCE), clients,
                List.of(new RoleRule("realm_access.roles", "assay-auditor", Role.AUDITOR),
                        new RoleRule("scp", "attest.read", Role.ATTESTATION_READER))));
    }

    public Bytes keySet() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return Bytes.utf8("{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"" + kid + "\",\"n\":\""
                + unsigned(key.getModulus()) + "\",\"e\":\"" + unsigned(key.getPublicExponent()) + "\"}]}");
    }

    public IssuerKeys keys() {
        return IssuerKeys.read(keySet());
    }

    static String unsigned(BigInteger value) {
        byte[] octets = value.toByteArray();
        return Base64Url.encode(octets[0] == 0 ? java.util.Arrays.copyOfRange(octets, 1, octets.length) : octets);
    }

    public String header() {
        return "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}";
    }

    /** An auditor's, good for five minutes. */
    public String claims() {
        return """
                {"iss":"%s","aud":"%s","sub":"alice","azp":"portal","typ":"Bearer","scp":"x attest.read",\
                "realm_access":{"roles":["assay-auditor"]},"iat":%d,"exp":%d}""".formatted(url, AUDIENCE,
                NOW.getEpochSecond(), NOW.getEpochSecond() + 300);
    }

    public String token() {
        return signed(header(), claims());
    }

    public String signed(String header, String claims) {
        return signed("SHA256withRSA", header, claims);
    }

    String signed(String algorithm, String header, String claims) {
        String text = joined(header, claims);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64Url.encode(signature.sign());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** @param algorithm as {@code HmacSHA256}. @param secret the octets a careless verifier takes for the key */
    static String hmac(String algorithm, String header, String claims, byte[] secret) {
        String text = joined(header, claims);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return text + "." + Base64Url.encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        }
    }

    static String joined(String header, String claims) {
        return Bytes.utf8(header).toBase64Url() + "." + Bytes.utf8(claims).toBase64Url();
    }
}
