package dev.assay.web;

import dev.assay.bytes.Bytes;
import jakarta.json.Json;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key to sign policies and requests with, under a certificate of its own that an isolated tenant may list. */
record PolicyAuthor(KeyPair pair, X509Certificate certificate) {
    static PolicyAuthor make(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        Instant now = Instant.now();
        X500Name subject = new X500Name("CN=" + name);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(subject, BigInteger.TEN,
                Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(Duration.ofDays(1))), subject,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return new PolicyAuthor(pair, new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))));
    }

    String x5c() throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
    }

    /** SHA-1, in capital digits. */
    String thumbprint() throws GeneralSecurityException {
        return HexFormat.of().withUpperCase().formatHex(
                MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
    }

    /** Compact JWS. @param payload JSON; empty for a reset */
    String sign(String payload) throws GeneralSecurityException {
        String input = Bytes.utf8("{\"alg\":\"ES256\",\"x5c\":[\"" + x5c() + "\"]}").toBase64Url() + "."
                + Bytes.utf8(payload).toBase64Url();
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(Bytes.utf8(input).toArray());
        return input + "." + Bytes.copyOf(signature.sign()).toBase64Url();
    }

    /** A policy. @param claims beside its text, as in {@code "iat":1,}; may be empty */
    String signPolicy(String text, String claims) throws GeneralSecurityException {
        return sign("{" + claims + "\"AttestationPolicy\":\"" + Bytes.utf8(text).toBase64Url() + "\"}");
    }

    /** A request about another's certificate. */
    String about(PolicyAuthor other) throws GeneralSecurityException {
        return sign("{\"policyCertificate\":{\"kty\":\"X.509\",\"x5c\":[\"" + other.x5c() + "\"]}}");
    }

    /** The body that makes a tenant whose policies this author signs. */
    String tenant(String name) throws GeneralSecurityException {
        return Json.createObjectBuilder().add("name", name).add("trustModel", "Isolated")
                .add("policySigningCertificates", Json.createObjectBuilder().add("keys", Json.createArrayBuilder()
                        .add(Json.createObjectBuilder().add("x5c", Json.createArrayBuilder().add(x5c())))))
                .build().toString();
    }
}
