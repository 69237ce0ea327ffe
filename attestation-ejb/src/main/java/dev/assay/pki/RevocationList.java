package dev.assay.pki;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A complete X.509 CRL (RFC 5280 §5) as received, at most 5 MiB (PK-11). */
public final class RevocationList {
    private static final int MAX_LENGTH = 5 * 1024 * 1024;
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String DELTA = "2.5.29.27";
    private static final String DISTRIBUTION_POINT = "2.5.29.28";
    private static final String CRL_NUMBER = "2.5.29.20";

    private final X509CRL crl;

    private RevocationList(X509CRL crl) {
        this.crl = crl;
    }

    public static RevocationList read(String field, Bytes der) {
        if (der.length() == 0 || der.length() > MAX_LENGTH)
            throw new MalformedException(field, "is empty or too large");
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var crl = (X509CRL) factory.generateCRL(new ByteArrayInputStream(der.toArray()));
            if (crl == null || !Arrays.equals(crl.getEncoded(), der.toArray())) {
                throw new MalformedException(field, "is not exactly one DER certificate revocation list");
            }
            return new RevocationList(crl);
        } catch (java.security.GeneralSecurityException | RuntimeException refused) {
            if (refused instanceof MalformedException malformed)
                throw malformed;
            throw new MalformedException(field, "is not an X.509 certificate revocation list");
        }
    }

    /** PK-05: issued and signed by {@code issuer}, with nothing critical we do not understand (delta, indirect). */
    public void verifySignedBy(Certificate issuer) {
        if (!issuer.hasSubject(crl.getIssuerX500Principal())) {
            throw new UnsoundException("its issuer is not the certificate's issuer");
        }
        verifyWith(issuer.key());
    }

    /** Signed by one of these keys (DER SubjectPublicKeyInfo): for a root's list, which comes without its issuer. */
    public void verifySignedByOneOf(List<Bytes> spkis) {
        boolean signed = spkis.stream().anyMatch(spki -> {
            try {
                verifyWith(new P256(spki));
                return true;
            } catch (UnsoundException other) {
                return false;
            }
        });
        if (!signed)
            throw new UnsoundException("it is not signed by a pinned root key");
    }

    /**
     * PK-05 for a CA of any key: signed by it, it may sign lists, and this one is complete and its own.
     *
     * @throws UnsoundException saying which of it does not hold
     */
    public void verifyIssuedBy(Certificate issuer) {
        if (!issuer.hasSubject(crl.getIssuerX500Principal()))
            throw new UnsoundException("its issuer is not the subject of the CA's certificate");
        if (!issuer.signsRevocationLists())
            throw new UnsoundException("its issuer's key usage lacks cRLSign");
        checkComplete();
        try {
            PublicKeys.verify(crl.getSigAlgOID(), Bytes.copyOf(crl.getTBSCertList()), Bytes.copyOf(crl.getSignature()),
                    issuer.publicKey());
        } catch (CRLException impossible) {
            throw new IllegalStateException("a list that was read has no signed part", impossible);
        }
    }

    /** Neither a delta nor one of a part or of others' certificates; those extensions have to be critical, or lie. */
    private void checkComplete() {
        Set<String> critical = crl.getCriticalExtensionOIDs();
        boolean partial = critical != null && !critical.isEmpty() || crl.getExtensionValue(DELTA) != null
                || crl.getExtensionValue(DISTRIBUTION_POINT) != null;
        if (partial)
            throw new UnsoundException("it is a delta, indirect or partial list, or has a critical extension");
        if (crl.getNextUpdate() == null)
            throw new UnsoundException("it names no next update");
        if (entries().stream().anyMatch(RevocationList::hasCriticalExtension))
            throw new UnsoundException("an entry of it has a critical extension");
    }

    private Set<? extends X509CRLEntry> entries() {
        var revoked = crl.getRevokedCertificates();
        return revoked == null ? Set.of() : revoked;
    }

    private static boolean hasCriticalExtension(X509CRLEntry entry) {
        Set<String> critical = entry.getCriticalExtensionOIDs();
        return critical != null && !critical.isEmpty();
    }

    public Bytes der() {
        try {
            return Bytes.copyOf(crl.getEncoded());
        } catch (CRLException impossible) {
            throw new IllegalStateException("a list that was read cannot be written", impossible);
        }
    }

    private void verifyWith(P256 key) {
        if (!crl.getSigAlgOID().equals(ECDSA_WITH_SHA256)) {
            throw new UnsoundException("its signature algorithm is not ecdsa-with-SHA256");
        }
        Set<String> critical = crl.getCriticalExtensionOIDs();
        if (critical != null && !critical.isEmpty() || crl.getNextUpdate() == null) {
            throw new UnsoundException("it has a critical extension, or no next update");
        }
        try {
            key.verifyDer(Bytes.copyOf(crl.getTBSCertList()), Bytes.copyOf(crl.getSignature()));
        } catch (CRLException impossible) {
            throw new IllegalStateException("a list that was read has no signed part", impossible);
        } catch (MalformedException refused) {
            throw new UnsoundException(refused.getMessage());
        }
    }

    public Instant thisUpdate() {
        return crl.getThisUpdate().toInstant();
    }

    /** Known to be present once {@link #verifySignedBy} went through. */
    public Instant nextUpdate() {
        return crl.getNextUpdate().toInstant();
    }

    public boolean revokes(Certificate certificate) {
        return crl.getRevokedCertificate(certificate.serial()) != null;
    }

    /** Its CRL number, for monotony (PK-05, CO-03); zero where it has none. */
    public BigInteger number() {
        byte[] wrapped = crl.getExtensionValue(CRL_NUMBER);
        if (wrapped == null)
            return BigInteger.ZERO;
        Bytes content = Der.of("CRL number", Bytes.copyOf(wrapped)).octets("CRL number");
        return Der.of("CRL number", content).integer("CRL number");
    }
}
