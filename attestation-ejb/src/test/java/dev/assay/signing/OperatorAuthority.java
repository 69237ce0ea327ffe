package dev.assay.signing;

import dev.assay.bytes.Bytes;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A certification authority an operator might have: a root, and an intermediate that issues what it is asked for. */
public final class OperatorAuthority {
    private static final Duration YEAR = Duration.ofDays(365);

    private final Instant at;
    private final KeyPair rootKey = pair();
    private final KeyPair middleKey = pair();
    public final X509Certificate root;
    public final X509Certificate middle;

    public OperatorAuthority(Instant at) throws Exception {
        this.at = at;
        this.root = issue("Root", rootKey.getPublic(), "Root", rootKey, true);
        this.middle = issue("Issuing", middleKey.getPublic(), "Root", rootKey, true);
    }

    /** The certificate for a PEM request: for two years, though the authority's own ends after one. */
    public X509Certificate answer(String pem) throws Exception {
        JcaPKCS10CertificationRequest request = read(pem);
        return issue(request.getSubject().toString().substring(3), request.getPublicKey(), "Issuing", middleKey, false);
    }

    X509Certificate authorityCertificateFor(PublicKey key) throws Exception {
        return issue("Leaf", key, "Issuing", middleKey, true);
    }

    static JcaPKCS10CertificationRequest read(String pem) throws Exception {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
        }
    }

    public static Bytes pem(X509Certificate... chain) {
        return Bytes.utf8(List.of(chain).stream().map(OperatorAuthority::pem).collect(Collectors.joining()));
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private X509Certificate issue(String subject, PublicKey key, String issuer, KeyPair by, boolean authority)
            throws Exception {
        var builder = new JcaX509v3CertificateBuilder(name(issuer),
                BigInteger.valueOf(System.identityHashCode(key) + 1L),
                Date.from(at.minusSeconds(60)), Date.from(at.plus(authority ? YEAR : YEAR.multipliedBy(2))),
                name(subject), key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true,
                new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }

    private static X500Name name(String common) {
        return Certifier.name(common);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
