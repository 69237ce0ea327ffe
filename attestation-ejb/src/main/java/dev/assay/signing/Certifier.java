package dev.assay.signing;

import dev.assay.bytes.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** Self-signed certificates, valid two years (maa-tokens §10), and requests to an operator's authority (RFC 2986). */
final class Certifier {
    /** RFC 5280 appendix A.1, ub-common-name. */
    private static final int LONGEST_NAME = 64;
    static final Duration VALIDITY = Duration.ofDays(730);
    // why: a relying party whose clock is a little behind meets the certificate within its dates.
    private static final Duration BACKDATED = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<Provider> provider;

    Certifier(Optional<Provider> provider) {
        this.provider = provider;
    }

    X509Certificate selfSigned(String issuer, SigningAlgorithm algorithm, KeyPair pair, Instant at)
            throws GeneralSecurityException {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        X500Name name = name(issuer);
        var builder = new X509v3CertificateBuilder(name, new BigInteger(127, RANDOM).setBit(126),
                Date.from(second.minus(BACKDATED)), Date.from(second.plus(VALIDITY)), name, spki(pair));
        try {
            for (Extension extension : extensions(issuer))
                builder.addExtension(extension);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(signer(algorithm, pair.getPrivate())));
        } catch (IOException | OperatorCreationException refused) {
            throw new GeneralSecurityException("the certificate cannot be signed", refused);
        }
    }

    /** PEM of a PKCS#10 request for the key, with the extensions a self-signed certificate has. */
    String request(String issuer, SigningKey key) throws GeneralSecurityException {
        SubjectPublicKeyInfo spki = SubjectPublicKeyInfo.getInstance(key.certificate().getPublicKey().getEncoded());
        var builder = new PKCS10CertificationRequestBuilder(name(issuer), spki);
        try {
            ExtensionsGenerator wanted = new ExtensionsGenerator();
            for (Extension extension : extensions(issuer))
                wanted.addExtension(extension);
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted.generate());
            byte[] der = builder.build(signer(key.algorithm(), key.privateKey())).getEncoded();
            return "-----BEGIN CERTIFICATE REQUEST-----\n"
                    + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                    + "\n-----END CERTIFICATE REQUEST-----\n";
        } catch (IOException | OperatorCreationException refused) {
            throw new GeneralSecurityException("the request cannot be signed", refused);
        }
    }

    /** CN = {@code iss} where it fits, else its beginning and 16 digits of its hash: tenants stay apart. */
    static X500Name name(String issuer) {
        String common = issuer.length() <= LONGEST_NAME
                ? issuer
                : issuer.substring(0, LONGEST_NAME - 17) + "~" + Bytes.utf8(issuer).sha256().toHex().substring(0, 16);
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, common).build();
    }

    private static Extension[] extensions(String issuer) throws IOException {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, issuer));
        return new Extension[]{Extension.create(Extension.basicConstraints, true, new BasicConstraints(false)),
                Extension.create(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)),
                Extension.create(Extension.subjectAlternativeName, false, names)};
    }

    private ContentSigner signer(SigningAlgorithm algorithm, PrivateKey key) throws OperatorCreationException {
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm.certificateSignature());
        return provider.map(builder::setProvider).orElse(builder).build(key);
    }

    private static SubjectPublicKeyInfo spki(KeyPair pair) {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    }
}
