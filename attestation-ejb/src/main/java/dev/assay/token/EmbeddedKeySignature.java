package dev.assay.token;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;

/** Verifies a policy JWS with the certificate in its own header, the names some SDKs give algorithms included. */
final class EmbeddedKeySignature {
    /** maa-api §3.1: RSA256 and ECDH256 are what two SDKs send for RS256 and ES256. JW-01: nothing else is in the list. */
    private static final Map<String, String> ALGORITHMS = Map.ofEntries(Map.entry("RS256", "RS256"),
            Map.entry("RS384", "RS384"), Map.entry("RS512", "RS512"), Map.entry("PS256", "PS256"),
            Map.entry("PS384", "PS384"), Map.entry("PS512", "PS512"), Map.entry("ES256", "ES256"),
            Map.entry("ES384", "ES384"), Map.entry("ES512", "ES512"), Map.entry("RSA256", "RS256"),
            Map.entry("ECDH256", "ES256"));

    private final String field;
    private final JsonObject header;

    EmbeddedKeySignature(String field, JsonObject header) {
        this.field = field;
        this.header = header;
    }

    /** Who signed; empty where the JWS is unsecured. @throws MalformedException where it is signed and does not verify */
    Optional<PolicySigner> verify(String[] parts) {
        // JW-04
        for (String unsupported : new String[]{"crit", "b64", "zip"}) {
            if (header.containsKey(unsupported))
                throw new MalformedException(field, "header member " + unsupported + " is not supported");
        }
        String name = PolicyDocument.string(header, "alg").orElseThrow(() -> new MalformedException(field,
                "header has no text member alg"));
        if (name.equals("none"))
            return unsecured(parts[2]);
        String algorithm = ALGORITHMS.get(name);
        if (algorithm == null)
            throw new MalformedException(field, "header member alg names an algorithm that is not supported");
        PolicySigner signer = new PolicySigner(algorithm, PolicySigner.chain(field, x5c()));
        if (!verify(signer, parts))
            throw new MalformedException(field, "signature does not verify with the certificate in the header");
        return Optional.of(signer);
    }

    private Optional<PolicySigner> unsecured(String signature) {
        if (!signature.isEmpty())
            throw new MalformedException(field, "has alg none and a signature");
        return Optional.empty();
    }

    private boolean verify(PolicySigner signer, String[] parts) {
        Bytes signature = Base64Url.decodePadded(field + " signature", parts[2]);
        byte[] signed = Bytes.utf8(parts[0] + "." + parts[1]).toArray();
        ProviderContext context = new ProviderContext();
        try {
            JsonWebSignatureAlgorithm jwa = AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory()
                    .getAlgorithm(signer.algorithm());
            PublicKey key = signer.certificate().getPublicKey();
            jwa.validateVerificationKey(key);
            return jwa.verifySignature(raw(jwa, signature), key, signed, context);
        } catch (JoseException | IOException refused) {
            throw new MalformedException(field,
                    "signature and certificate do not fit the algorithm " + signer.algorithm());
        }
    }

    /** why: one SDK sends ECDSA signatures as ASN.1 DER instead of r‖s. */
    private static byte[] raw(JsonWebSignatureAlgorithm jwa, Bytes signature) throws IOException {
        byte[] octets = signature.toArray();
        if (!(jwa instanceof EcdsaUsingShaAlgorithm) || octets.length == 0 || octets[0] != 0x30)
            return octets;
        int length = switch (jwa.getAlgorithmIdentifier()) {
            case "ES384" -> 96;
            case "ES512" -> 132;
            default -> 64;
        };
        return octets.length == length ? octets : EcdsaUsingShaAlgorithm.convertDerToConcatenated(octets, length);
    }

    private List<String> x5c() {
        JsonObject holder = header.get("jwk") instanceof JsonObject jwk ? jwk : header;
        if (!(holder.get("x5c") instanceof JsonArray chain) || chain.isEmpty()
                || !chain.stream().allMatch(JsonString.class::isInstance))
            throw new MalformedException(field, "is signed, and its header has no x5c with a certificate");
        return chain.getValuesAs(JsonString::getString);
    }
}
