package dev.assay.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jose4j.jwk.RsaJsonWebKey;

/** Makes RSA 3072 signing keys with a self-signed certificate, valid two years (maa-tokens §10). */
public final class KeyMaker {
    private static final int BITS = 3072;
    private static final Duration VALIDITY = Duration.ofDays(730);
    // why: a relying party whose clock is a little behind meets the certificate within its dates.
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private final SecureRandom random = new SecureRandom();

    public SigningKey make(String issuer, Instant at) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = certify(issuer, pair, at.truncatedTo(ChronoUnit.SECONDS));
            // KM-04: the certificate's own signature shows that the two halves belong together.
            certificate.verify(pair.getPublic());
            return new SigningKey(kid((RSAPublicKey) pair.getPublic()), certificate, pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException failed) {
            throw new IllegalStateException("this JVM cannot make a signing key: " + failed.getMessage(), failed);
        }
    }

    /** RFC 7638 SHA-256 thumbprint, base64url. */
    public static String kid(RSAPublicKey key) {
        return new RsaJsonWebKey(key).calculateBase64urlEncodedThumbprint("SHA-256");
    }

    private X509Certificate certify(String issuer, KeyPair pair, Instant at)
            throws OperatorCreationException, CertIOException, GeneralSecurityException {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, issuer).build();
        var builder = new JcaX509v3CertificateBuilder(name, new BigInteger(127, random).setBit(126),
                Date.from(at.minus(BACKDATED)), Date.from(at.plus(VALIDITY)), name, pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
