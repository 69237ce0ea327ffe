package dev.assay.web;

import dev.assay.bytes.Bytes;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs policies, under a certificate of its own that an isolated tenant can be given. */
record PolicyAuthor(KeyPair pair, X509Certificate certificate) {
    static PolicyAuthor make(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X500Name subject = new X500Name("CN=" + name);
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(subject, BigInteger.TWO,
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))), subject, pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return new PolicyAuthor(pair, new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))));
    }

    /** Base64 of the certificate's DER. */
    String x5c() throws Exception {
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
    }

    /** @param claims beside the text, as in {@code "iat":1,}; may be empty */
    String sign(String text, String claims) throws Exception {
        String header = "{\"alg\":\"ES256\",\"x5c\":[\"" + x5c() + "\"]}";
        String signed = Bytes.utf8(header).toBase64Url() + "." + Bytes.utf8("{" + claims + "\"AttestationPolicy\":\""
                + Bytes.utf8(text).toBase64Url() + "\"}").toBase64Url();
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(Bytes.utf8(signed).toArray());
        return signed + "." + Bytes.copyOf(signature.sign()).toBase64Url();
    }
}
