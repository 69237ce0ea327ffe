package dev.assay.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Policies' texts and files, and keys to sign them with, as a test's folder holds them. */
record Policies(Path folder) {
    /** A policy of seven lines that issues a number in the sixth, and of which nothing is to be said. */
    static String text(int number) {
        return """
                version=1.0;
                authorizationrules {
                    [type=="x-ms-sgx-mrsigner", issuer=="AttestationService", value=="%s"] => permit();
                };
                issuancerules {
                    => issue(type="number", value=%d);
                };
                """.formatted("0a".repeat(32), number);
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param object what {@link JcaPEMWriter} knows to write */
    String pem(String name, Object object) {
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return write(name, pem.toString()).toString();
    }

    /** @param strength bits of an RSA modulus or of a curve */
    static KeyPair keys(String algorithm, int strength) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(strength);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static X509Certificate certificate(KeyPair keys) {
        X500Name name = new X500Name("CN=policy author");
        String algorithm = keys.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            return new JcaX509CertificateConverter().getCertificate(
                    new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(Instant.now().minusSeconds(3600)),
                            Date.from(Instant.now().plusSeconds(86_400)), name, keys.getPublic())
                            .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
