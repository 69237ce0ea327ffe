package dev.assay.pki;

import dev.assay.bytes.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.io.IOException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates an operator might list for policies, good ones and others; valid around {@link #AT}. */
public final class SignerCertificates {
    static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private SignerCertificates() {}

    /** One to be made. @param authority Basic Constraints CA, or none of that extension */
    record Draft(String subject, String issuer, String algorithm, KeyPair key, KeyPair signer,
            Optional<Boolean> authority, Instant from) {
        Bytes der() {
            try {
                var builder = new JcaX509v3CertificateBuilder(new X500Name(issuer), BigInteger.TWO, Date.from(from),
                        Date.from(from.plus(DAY.multipliedBy(2))), new X500Name(subject), key.getPublic());
                if (authority.isPresent())
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority.get()));
                return encoded(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
            } catch (IOException | OperatorCreationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Self-signed P-256 CA. */
    public static Bytes authority(String subject) {
        KeyPair key = pair("EC", 256);
        return new Draft(subject, subject, "SHA256withECDSA", key, key, Optional.of(true), AT.minus(DAY)).der();
    }

    public static Bytes selfSignedWithoutCa() {
        KeyPair key = pair("EC", 256);
        return new Draft("CN=a", "CN=a", "SHA256withECDSA", key, key, Optional.of(false), AT.minus(DAY)).der();
    }

    static Bytes version1() {
        KeyPair key = pair("EC", 256);
        try {
            return encoded(new JcaX509v1CertificateBuilder(new X500Name("CN=b"), BigInteger.TWO,
                    Date.from(AT.minus(DAY)), Date.from(AT.plus(DAY)), new X500Name("CN=a"), key.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
        } catch (OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static KeyPair pair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Bytes encoded(X509CertificateHolder holder) {
        try {
            return Bytes.copyOf(holder.getEncoded());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
