package dev.assay.token;

import dev.assay.bytes.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Policy documents signed as the SDKs sign them, by keys and certificates of tests. */
public final class SignedPolicies {
    public static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    private SignedPolicies() {}

    /** A key with its certificates, its own first. */
    public record Signer(KeyPair pair, List<X509Certificate> chain) {
        public X509Certificate certificate() {
            return chain.getFirst();
        }

        private boolean rsa() {
            return pair.getPrivate().getAlgorithm().equals("RSA");
        }
    }

    /** How an SDK writes header and signature (maa-api §3.1, §10). */
    public enum Form {
        JAVA,
        JAVASCRIPT,
        PYTHON,
        DOT_NET;

        String header(Signer signer) {
            String x5c = signer.chain().stream().map(SignedPolicies::base64).map(text -> '"' + text + '"')
                    .collect(Collectors.joining(",", "[", "]"));
            return switch (this) {
                case JAVA, JAVASCRIPT -> "{\"alg\":\"%s\",\"x5c\":%s}".formatted(signer.rsa() ? "RS256" : "ES256", x5c);
                case PYTHON -> "{\"alg\": \"%s\", \"jwk\": {\"x5c\": %s}}".formatted(odd(signer), x5c);
                case DOT_NET -> "{\"alg\":\"%s\",\"x5c\":%s}".formatted(odd(signer), x5c.replace("+", "\\u002B"));
            };
        }

        /** How an SDK writes the payload that names a certificate to add or to remove (maa-api §4). */
        public String certificatePayload(X509Certificate certificate) {
            String x5c = base64(certificate);
            String kty = certificate.getPublicKey().getAlgorithm();
            return switch (this) {
                // The certificate's type, not the key's.
                case JAVA -> "{\"policyCertificate\":{\"kty\":\"X.509\",\"x5c\":[\"%s\"]}}".formatted(x5c);
                case JAVASCRIPT -> "{\"policyCertificate\":{\"kty\":\"%s\",\"x5c\":[\"%s\"]}}"
                        .formatted(kty, x5c);
                case PYTHON -> "{\"policyCertificate\": {\"kty\": \"%s\", \"x5c\": [\"%s\"]}}".formatted(kty, x5c);
                case DOT_NET ->
                    "{\"policyCertificate\":{\"alg\":\"RS256\",\"kty\":\"%s\",\"use\":\"sig\",\"x5c\":[\"%s\"]}}"
                            .formatted(kty, x5c.replace("+", "\\u002B"));
            };
        }

        private static String odd(Signer signer) {
            return signer.rsa() ? "RSA256" : "ECDH256";
        }

        String jca(Signer signer) {
            if (signer.rsa())
                return "SHA256withRSA";
            return this == PYTHON ? "SHA256withECDSA" : "SHA256withECDSAinP1363Format";
        }
    }

    public static Signer root(String algorithm, String name) throws GeneralSecurityException {
        KeyPair pair = pair(algorithm);
        return new Signer(pair, List.of(certificate(name, pair, name, pair, 3, AT.minus(Duration.ofDays(1)))));
    }

    /** @param depth basic constraints' path length; −1: no CA. @param from its first day of thirty */
    public static Signer issued(Signer issuer, String name, int depth, Instant from) throws GeneralSecurityException {
        KeyPair pair = pair("EC");
        String above = issuer.certificate().getSubjectX500Principal().getName().substring("CN=".length());
        X509Certificate own = certificate(name, pair, above, issuer.pair(), depth, from);
        return new Signer(pair, Stream.concat(Stream.of(own), issuer.chain().stream()).toList());
    }

    /** @param payload JSON; empty for a reset */
    public static String jws(Form form, Signer signer, String payload) {
        try {
            String input = Bytes.utf8(form.header(signer)).toBase64Url() + "." + Bytes.utf8(payload).toBase64Url();
            Signature signature = Signature.getInstance(form.jca(signer));
            signature.initSign(signer.pair().getPrivate());
            signature.update(Bytes.utf8(input).toArray());
            return input + "." + Bytes.copyOf(signature.sign()).toBase64Url();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String payload(String text) {
        return "{\"AttestationPolicy\":\"" + Bytes.utf8(text).toBase64Url() + "\"}";
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC"))
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        else
            generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(String name, KeyPair pair, String issuerName, KeyPair issuer, int depth,
            Instant from) throws GeneralSecurityException {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name("CN=" + issuerName),
                    BigInteger.valueOf(name.hashCode() & 0xffffL), Date.from(from),
                    Date.from(from.plus(Duration.ofDays(30))), new X500Name("CN=" + name), pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true,
                    depth < 0 ? new BasicConstraints(false) : new BasicConstraints(depth));
            String algorithm = issuer.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder(algorithm).build(issuer.getPrivate())));
        } catch (java.io.IOException | org.bouncycastle.operator.OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
