package dev.assay.pki;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/** An X.509 v3 certificate as received, read exactly: no octet follows it. */
public final class Certificate {
    /** PK-11. */
    static final int MAX_LENGTH = 16 * 1024;
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final Set<String> UNDERSTOOD = Set.of(BASIC_CONSTRAINTS, KEY_USAGE);
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    private final X509Certificate x509;
    private final Bytes spki;
    private String commonName;

    private Certificate(X509Certificate x509) {
        this.x509 = x509;
        this.spki = Bytes.copyOf(x509.getPublicKey().getEncoded());
    }

    public static Certificate read(String field, Bytes der) {
        if (der.length() > MAX_LENGTH)
            throw new MalformedException(field, "is larger than 16 KiB");
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var x509 = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
            // why: the factory stops at the certificate's end and ignores what follows.
            if (!Arrays.equals(x509.getEncoded(), der.toArray())) {
                throw new MalformedException(field, "is not exactly one DER certificate");
            }
            return new Certificate(x509);
        } catch (CertificateException | RuntimeException refused) {
            if (refused instanceof MalformedException malformed)
                throw malformed;
            throw new MalformedException(field, "is not an X.509 certificate");
        }
    }

    public Bytes spki() {
        return spki;
    }

    X509Certificate x509() {
        return x509;
    }

    public Bytes der() {
        try {
            return Bytes.copyOf(x509.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read cannot be written", impossible);
        }
    }

    public java.math.BigInteger serial() {
        return x509.getSerialNumber();
    }

    /** RFC 2253 form, most significant attribute last encoded first. */
    public String subject() {
        return x509.getSubjectX500Principal().getName();
    }

    public String issuer() {
        return x509.getIssuerX500Principal().getName();
    }

    public Instant notBefore() {
        return x509.getNotBefore().toInstant();
    }

    public Instant notAfter() {
        return x509.getNotAfter().toInstant();
    }

    /** The one common name of the subject; PK-13: two are refused. */
    public String commonName() {
        // why: reading a name costs as much as a signature; a race only reads it twice.
        if (commonName == null)
            commonName = DistinguishedName.commonName(x509.getSubjectX500Principal());
        return commonName;
    }

    /** Whether this certificate's issuer is the other's subject, by name alone. */
    public boolean issuedUnder(Certificate issuer) {
        return x509.getIssuerX500Principal().equals(issuer.x509.getSubjectX500Principal());
    }

    /** Of any algorithm; who uses it asks {@link PublicKeys} first. */
    public PublicKey publicKey() {
        return x509.getPublicKey();
    }

    /** Whether its key certifies others: version 3, basicConstraints CA, keyCertSign where key usage is stated. */
    public boolean certifies() {
        return x509.getVersion() == 3 && x509.getBasicConstraints() >= 0 && mayBeUsedFor(KEY_CERT_SIGN);
    }

    /** Whether its key signs revocation lists: a CA, cRLSign where key usage is stated (RFC 5280 §6.3.3 (f)). */
    boolean signsRevocationLists() {
        return certifies() && mayBeUsedFor(CRL_SIGN);
    }

    /**
     * Whether the key usage allows a use, or states none.
     *
     * @param bit of KeyUsage (RFC 5280 §4.2.1.3)
     */
    public boolean mayBeUsedFor(int bit) {
        boolean[] usage = x509.getKeyUsage();
        return usage == null || usage[bit];
    }

    public boolean isAuthority() {
        return x509.getBasicConstraints() >= 0;
    }

    /** Whether both speak of one authority: the same subject and key, in one certificate or several. */
    public boolean sameAuthority(Certificate other) {
        return hasSubject(other.x509.getSubjectX500Principal()) && spki.equals(other.spki);
    }

    /** Whether this certificate's subject is the name. */
    boolean hasSubject(javax.security.auth.x500.X500Principal name) {
        return x509.getSubjectX500Principal().equals(name);
    }

    public boolean selfIssued() {
        return issuedUnder(this);
    }

    /** The content of an extension (without its OCTET STRING wrapper), or null where absent. */
    public Bytes extension(String oid) {
        byte[] wrapped = x509.getExtensionValue(oid);
        if (wrapped == null)
            return null;
        return unwrap(oid, Bytes.copyOf(wrapped));
    }

    public P256 key() {
        return new P256(spki);
    }

    /** PK-03, PK-10: signed by {@code issuer} with ECDSA P-256 SHA-256, and the names chain. */
    public void verifySignedBy(Certificate issuer) {
        if (!issuedUnder(issuer))
            throw new UnsoundException("its issuer is not the subject of the certificate above");
        if (!x509.getSigAlgOID().equals(ECDSA_WITH_SHA256)) {
            throw new UnsoundException("its signature algorithm is not ecdsa-with-SHA256");
        }
        try {
            issuer.key().verifyDer(Bytes.copyOf(x509.getTBSCertificate()), Bytes.copyOf(x509.getSignature()));
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read has no signed part", impossible);
        } catch (MalformedException refused) {
            throw new UnsoundException(refused.getMessage());
        }
    }

    /** The same for every algorithm of {@link PublicKeys}. */
    void verifyIssuedBy(Certificate issuer) {
        if (!issuedUnder(issuer))
            throw new UnsoundException("its issuer is not the subject of the certificate above");
        try {
            PublicKeys.verify(x509.getSigAlgOID(), Bytes.copyOf(x509.getTBSCertificate()),
                    Bytes.copyOf(x509.getSignature()), issuer.publicKey());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read has no signed part", impossible);
        }
    }

    /**
     * RFC 5280 §6.1.4 for a certificate that issues others.
     *
     * @param below how many issuing certificates stand between this one and the end entity
     */
    public void checkIssues(int below) {
        checkExtensions();
        if (x509.getBasicConstraints() < 0)
            throw new UnsoundException("it is not a CA certificate");
        if (x509.getBasicConstraints() < below)
            throw new UnsoundException("its path length is exceeded");
        boolean[] usage = x509.getKeyUsage();
        if (usage == null || !usage[KEY_CERT_SIGN] || !usage[CRL_SIGN]) {
            throw new UnsoundException("its key usage lacks keyCertSign or cRLSign");
        }
    }

    /** An end entity that signs data: not a CA, digitalSignature. */
    public void checkSignsData() {
        checkExtensions();
        if (x509.getBasicConstraints() >= 0)
            throw new UnsoundException("it is a CA certificate");
        boolean[] usage = x509.getKeyUsage();
        if (usage == null || !usage[DIGITAL_SIGNATURE]) {
            throw new UnsoundException("its key usage lacks digitalSignature");
        }
    }

    public boolean validAt(Instant at) {
        return !at.isBefore(notBefore()) && !at.isAfter(notAfter());
    }

    private void checkExtensions() {
        if (x509.getVersion() != 3)
            throw new UnsoundException("it is not an X.509 version 3 certificate");
        Set<String> critical = x509.getCriticalExtensionOIDs();
        if (critical != null && !UNDERSTOOD.containsAll(critical)) {
            throw new UnsoundException("it has a critical extension that is not understood");
        }
    }

    private static Bytes unwrap(String oid, Bytes wrapped) {
        Der outer = Der.of(oid, wrapped);
        Bytes content = outer.octets(oid);
        outer.end();
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate certificate && x509.equals(certificate.x509);
    }

    @Override
    public int hashCode() {
        return x509.hashCode();
    }
}
