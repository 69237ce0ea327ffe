package dev.assay.cli.policies;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.token.PolicyDocument;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.List;

/**
 * Signs policies as a tenant's policy signing certificate does (maa-api 3.1): a compact JWS with {@code x5c}.
 *
 * @param chain the key's certificate, then those to send along
 */
public record PolicySigning(PrivateKey key, List<X509Certificate> chain) {
    private static final List<String> RSA = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    public PolicySigning {
        chain = List.copyOf(chain);
    }

    /** RFC 7518 3.1 by name, the key's usual one first. @throws IllegalArgumentException for another kind of key */
    public List<String> algorithms() {
        return switch (key) {
            case RSAKey rsa -> RSA;
            case ECKey ec -> switch (ec.getParams().getCurve().getField().getFieldSize()) {
                case 256 -> List.of("ES256");
                case 384 -> List.of("ES384");
                case 521 -> List.of("ES512");
                default -> throw new IllegalArgumentException("is on another curve than P-256, P-384 and P-521");
            };
            default -> throw new IllegalArgumentException("is neither an RSA nor an EC key");
        };
    }

    /**
     * The document, verified as the service will.
     *
     * @throws IllegalArgumentException with a sentence's end, where the certificate is not the key's, or too weak a one
     */
    public String sign(String text, String algorithm) {
        String input = header(algorithm) + "." + base64Url(Json.createObjectBuilder()
                .add("AttestationPolicy", Bytes.utf8(text).toBase64Url()).build());
        String jws = input + "." + signature(algorithm, Bytes.utf8(input)).toBase64Url();
        try {
            PolicyDocument.read("the policy", jws);
        } catch (MalformedException refused) {
            throw new IllegalArgumentException("does not verify what the key signed (" + refused.getMessage() + ")");
        }
        return jws;
    }

    private String header(String algorithm) {
        JsonArrayBuilder x5c = Json.createArrayBuilder();
        for (X509Certificate certificate : chain)
            x5c.add(Base64.getEncoder().encodeToString(der(certificate)));
        return base64Url(Json.createObjectBuilder().add("alg", algorithm).add("x5c", x5c).build());
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate that was read cannot be written", impossible);
        }
    }

    private static String base64Url(JsonObject json) {
        return Bytes.utf8(json.toString()).toBase64Url();
    }

    private Bytes signature(String algorithm, Bytes input) {
        try {
            Signature signature = signature(algorithm);
            signature.initSign(key);
            signature.update(input.toArray());
            return Bytes.copyOf(signature.sign());
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("cannot be used: " + refused.getMessage());
        }
    }

    /** RFC 7518 3.3 to 3.5. */
    private static Signature signature(String algorithm) throws GeneralSecurityException {
        String bits = algorithm.substring(2);
        return switch (algorithm.substring(0, 2)) {
            case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
            case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            default -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits),
                        Integer.parseInt(bits) / 8, 1));
                yield pss;
            }
        };
    }
}
