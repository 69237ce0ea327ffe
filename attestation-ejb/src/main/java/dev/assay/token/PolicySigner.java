package dev.assay.token;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The certificate a policy document was signed with, as the document carries it; that the signature verifies is all that
 * is known of it.
 *
 * @param algorithm by its name in RFC 7518 §3.1, whatever the document calls it
 * @param chain the signing certificate, then those sent along
 */
public record PolicySigner(String algorithm, List<X509Certificate> chain) {
    private static final int LONGEST_CHAIN = 8;
    private static final int LARGEST = 16 << 10;

    public PolicySigner {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Of the signing certificate's DER. */
    public Bytes sha256() {
        return der(certificate()).sha256();
    }

    /** The JWK of maa-api §3.2, {@code kty, alg, use, x5c}: {@code kty} is mandatory for the SDK for Java. */
    public JsonObject jwk() {
        return jwk(algorithm, chain);
    }

    /** As attestation tokens carry it: the JWK, and the same once more as {@code jwk} (maa-tokens §3). */
    public JsonObject claim() {
        return Json.createObjectBuilder(jwk()).add("jwk", jwk()).build();
    }

    /** A certificate listed for signing policies (maa-api §4). */
    public static JsonObject jwk(X509Certificate listed) {
        return jwk(algorithm(listed.getPublicKey()), List.of(listed));
    }

    private static String algorithm(PublicKey key) {
        if (!(key instanceof ECPublicKey ec))
            return "RS256";
        return switch (ec.getParams().getCurve().getField().getFieldSize()) {
            case 384 -> "ES384";
            case 521 -> "ES512";
            default -> "ES256";
        };
    }

    private static JsonObject jwk(String algorithm, List<X509Certificate> chain) {
        JsonArrayBuilder x5c = Json.createArrayBuilder();
        chain.forEach(certificate -> x5c.add(Base64.getEncoder().encodeToString(der(certificate).toArray())));
        JsonObjectBuilder jwk = Json.createObjectBuilder().add("alg", algorithm)
                .add("kty", chain.getFirst().getPublicKey().getAlgorithm()).add("use", "sig");
        return jwk.add("x5c", x5c).build();
    }

    /** @param x5c texts of base64, the signing certificate first */
    static List<X509Certificate> chain(String field, List<String> x5c) {
        if (x5c.size() > LONGEST_CHAIN)
            throw new MalformedException(field, "x5c holds more than " + LONGEST_CHAIN + " certificates");
        return x5c.stream().map(text -> certificate(field, text)).toList();
    }

    private static X509Certificate certificate(String field, String base64) {
        try {
            return read(Bytes.copyOf(Base64.getDecoder().decode(base64)));
        } catch (CertificateException | IllegalArgumentException refused) {
            throw new MalformedException(field, "x5c does not hold the base64 of a certificate's DER");
        }
    }

    /** A stored certificate, which was read before it was stored. */
    public static X509Certificate listed(Bytes der) {
        try {
            return read(der);
        } catch (CertificateException damaged) {
            throw new IllegalStateException("a stored policy certificate cannot be read", damaged);
        }
    }

    /** @throws CertificateException where the octets are not exactly one certificate, of 16 KiB at most (PK-11) */
    private static X509Certificate read(Bytes der) throws CertificateException {
        if (der.length() > LARGEST)
            throw new CertificateException("larger than 16 KiB");
        X509Certificate read = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der.toArray()));
        // why: the factory also takes PEM, and ignores what follows.
        if (!Arrays.equals(read.getEncoded(), der.toArray()))
            throw new CertificateException("not exactly one certificate");
        return read;
    }

    static Bytes der(X509Certificate certificate) {
        try {
            return Bytes.copyOf(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read cannot be written", impossible);
        }
    }
}
