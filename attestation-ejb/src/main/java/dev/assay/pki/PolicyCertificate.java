package dev.assay.pki;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Set;

/**
 * A certificate that policies may be signed with, as an operator listed it (maa-api §3, §9).
 *
 * @param der one X.509 v3 certificate, 16 KiB at most
 */
public record PolicyCertificate(Bytes der) {
    /** SHA-256, -384 and -512 with RSA (PKCS #1) and ECDSA. PSS is left out: its hash is a parameter. */
    private static final Set<String> SOUND = Set.of("1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4");
    private static final int SMALLEST_RSA = 2048;
    private static final int LARGEST_RSA = 8192;
    private static final Set<Integer> CURVES = Set.of(256, 384, 521);

    /**
     * Checked as one to be listed.
     *
     * @throws MalformedException naming the field, for one that may sign no policy
     */
    public static PolicyCertificate accept(String field, Bytes der, Instant at) {
        Certificate certificate = Certificate.read(field, der);
        X509Certificate x509 = certificate.x509();
        if (x509.getVersion() != 3)
            throw new MalformedException(field, "is not an X.509 version 3 certificate");
        if (!SOUND.contains(x509.getSigAlgOID()))
            throw new MalformedException(field,
                    "is signed with an algorithm other than RSA (PKCS #1) or ECDSA with SHA-2");
        checkKey(field, x509.getPublicKey());
        if (!certificate.validAt(at))
            throw new MalformedException(field, "is not valid at this time");
        if (certificate.selfIssued())
            checkSelfSigned(field, x509);
        return new PolicyCertificate(der);
    }

    public Bytes sha256() {
        return der.sha256();
    }

    /** RFC 2253. */
    public String subject() {
        return Certificate.read("certificate", der).subject();
    }

    public Instant notAfter() {
        return Certificate.read("certificate", der).notAfter();
    }

    private static void checkKey(String field, PublicKey key) {
        boolean sound = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= SMALLEST_RSA
                    && rsa.getModulus().bitLength() <= LARGEST_RSA && rsa.getPublicExponent().bitLength() > 1;
            case ECPublicKey ec -> CURVES.contains(ec.getParams().getCurve().getField().getFieldSize());
            default -> false;
        };
        if (!sound)
            throw new MalformedException(field, "has a key other than RSA of 2048 to 8192 bits or P-256, P-384, P-521");
    }

    /** The hosted service refuses a self-signed one that is no CA (maa-api §3). */
    private static void checkSelfSigned(String field, X509Certificate x509) {
        try {
            x509.verify(x509.getPublicKey());
        } catch (GeneralSecurityException refused) {
            throw new MalformedException(field, "names itself as issuer and is not signed by its own key");
        }
        if (x509.getBasicConstraints() < 0)
            throw new MalformedException(field, "is self-signed without Basic Constraints CA=true");
    }
}
