package dev.assay.token;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.TokenForm.Signer;
import dev.assay.json.CanonicalJson;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.signing.SigningKey;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Finishes payloads and signs them with the algorithm of the key. */
public final class TokenIssuer {
    private static final List<String> OURS = List.of("iss", "iat", "nbf", "exp", "jti");

    private final SecureRandom random = new SecureRandom();

    /** Adds {@code iss, iat, nbf, exp, jti} to the claims assembled; whole seconds (maa-tokens §2). */
    public TokenPayload prepare(JsonObject claims, TokenTerms terms) {
        JsonObjectBuilder payload = Json.createObjectBuilder(claims);
        OURS.forEach(payload::remove);
        long issuedAt = terms.at().getEpochSecond();
        String jti = newId(terms.form().idOctets());
        payload.add("iss", terms.issuer()).add("iat", issuedAt)
                .add("nbf", issuedAt - terms.form().backdated().toSeconds())
                .add("exp", terms.expiry().getEpochSecond()).add("jti", jti);
        return new TokenPayload(terms.issuer(), jti, CanonicalJson.write(payload.build()), terms.form().signer());
    }

    /** The answer to a management call: as above for one hour, without {@code jti} (maa-tokens §2). */
    public TokenPayload prepareAnswer(JsonObject claims, String issuer, Instant at) {
        long issuedAt = at.getEpochSecond();
        JsonObject payload = Json.createObjectBuilder(claims).add("iss", issuer).add("iat", issuedAt)
                .add("nbf", issuedAt).add("exp", issuedAt + TokenTerms.ANSWER.toSeconds()).build();
        return new TokenPayload(issuer, "", CanonicalJson.write(payload), Signer.JKU);
    }

    /**
     * Compact JWS.
     *
     * @throws SigningException where the key does not sign, or what it signed does not verify (JW-11)
     */
    public String sign(TokenPayload payload, SigningKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.getHeaders().setFullHeaderAsJsonString(header(payload, key.published()));
            jws.setPayload(payload.text());
            jws.setKey(key.privateKey());
            jws.setAlgorithmConstraints(only(key.algorithm()));
            key.provider().ifPresent(name -> jws.setProviderContext(signingBy(name)));
            String token = jws.getCompactSerialization();
            verify(token, key.published());
            return token;
        } catch (JoseException | ProviderException failed) {
            throw new SigningException("key " + key.kid() + " does not sign", failed);
        }
    }

    private static AlgorithmConstraints only(SigningAlgorithm algorithm) {
        return new AlgorithmConstraints(ConstraintType.PERMIT, algorithm.name());
    }

    private static ProviderContext signingBy(String provider) {
        ProviderContext context = new ProviderContext();
        context.getSuppliedKeyProviderContext().setSignatureProvider(provider);
        return context;
    }

    /** For a draft policy: algorithm {@code none}, header members as if {@code kid} had signed, empty signature. */
    public String unsecured(TokenPayload payload, String kid) {
        return Bytes.utf8(CanonicalJson.write(header("none", kid).add("jku", certs(payload)).build())).toBase64Url()
                + "."
                + Bytes.utf8(payload.text()).toBase64Url() + ".";
    }

    /** JW-11: by the public half, with the provider anyone else would use. */
    private static void verify(String token, PublishedKey key) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(only(key.algorithm()));
        jws.setCompactSerialization(token);
        jws.setKey(key.certificate().getPublicKey());
        if (!jws.verifySignature())
            throw new SigningException("key " + key.kid() + " made a signature that does not verify", null);
    }

    /** maa-tokens §1. */
    private static String header(TokenPayload payload, PublishedKey key) {
        JsonObjectBuilder header = header(key.algorithm().name(), key.kid());
        switch (payload.signer()) {
            case JKU -> header.add("jku", certs(payload));
            case CERTIFICATE -> header.add("x5c", KeyHeader.certificates(key));
            case THUMBPRINT -> header.add("x5t", KeyHeader.thumbprint(key));
        }
        return CanonicalJson.write(header.build());
    }

    private static JsonObjectBuilder header(String algorithm, String kid) {
        return Json.createObjectBuilder().add("alg", algorithm).add("kid", kid).add("typ", "JWT");
    }

    private static String certs(TokenPayload payload) {
        return payload.issuer() + "/certs";
    }

    private String newId(int octets) {
        byte[] id = new byte[octets];
        random.nextBytes(id);
        return Bytes.copyOf(id).toHex();
    }
}
