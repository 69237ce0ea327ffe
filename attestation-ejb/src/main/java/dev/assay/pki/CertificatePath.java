package dev.assay.pki;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates each signed by the next, from an end entity to an anchor; {@link PathSearch} finds it.
 *
 * @param certificates two at least; the last is the anchor
 */
public record CertificatePath(List<Certificate> certificates) {
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    /** why: a provider put first may have a validator of its own, with settings of its own. */
    private static final String JDK = "SUN";

    public CertificatePath {
        certificates = List.copyOf(certificates);
    }

    public Certificate anchor() {
        return certificates.getLast();
    }

    /** The first certificate, the anchor among them, that is not in its dates; RFC 5280 leaves the anchor's open. */
    public Optional<Certificate> notValidAt(Instant at) {
        return certificates.reversed().stream().filter(one -> !one.validAt(at)).findFirst();
    }

    /** The earliest end of any of its certificates. */
    public Instant validUntil() {
        return certificates.stream().map(Certificate::notAfter).min(Instant::compareTo).orElseThrow();
    }

    /**
     * RFC 5280 §6.1 at an instant (PK-03): constraints, key usage, policies, names, critical extensions. The end entity's
     * alternative name and extended key usage count as understood: who asks has read them. Revocation is not looked at, so
     * that nothing is fetched (PK-12).
     *
     * @throws UnsoundException with the rule
     */
    public void check(Instant at) {
        if (!anchor().certifies())
            throw new UnsoundException("the anchor is not a CA certificate with keyCertSign");
        try {
            var below = certificates.subList(0, certificates.size() - 1).stream().map(Certificate::x509).toList();
            CertPathValidator.getInstance("PKIX", JDK)
                    .validate(CertificateFactory.getInstance("X.509", JDK).generateCertPath(below), parameters(at));
        } catch (CertPathValidatorException refused) {
            throw new UnsoundException(
                    "certificate " + (refused.getIndex() + 1) + " of the path does not meet RFC 5280, 6.1: "
                            + rule(refused.getReason()));
        } catch (GeneralSecurityException refused) {
            throw new UnsoundException("the path cannot be validated");
        }
    }

    private PKIXParameters parameters(Instant at) throws InvalidAlgorithmParameterException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor().x509(), null)));
        parameters.setDate(Date.from(at));
        // why: with it on, system properties decide over OCSP and distribution points; lists held are judged by the caller.
        parameters.setRevocationEnabled(false);
        // why: AIK certificates of Microsoft have a critical policy with a notice.
        parameters.setPolicyQualifiersRejected(false);
        parameters.addCertPathChecker(new Understood(certificates.getFirst().x509()));
        return parameters;
    }

    private static String rule(CertPathValidatorException.Reason reason) {
        return reason.toString().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** Takes from the end entity's critical extensions those that the caller reads. */
    private static final class Understood extends PKIXCertPathChecker {
        private final X509Certificate leaf;

        Understood(X509Certificate leaf) {
            this.leaf = leaf;
        }

        @Override
        public void init(boolean forward) {
            // Nothing is kept between certificates.
        }

        @Override
        public boolean isForwardCheckingSupported() {
            return true;
        }

        @Override
        public Set<String> getSupportedExtensions() {
            return Set.of(ALTERNATIVE_NAME, EXTENDED_KEY_USAGE);
        }

        @Override
        public void check(java.security.cert.Certificate certificate, Collection<String> unresolved) {
            if (certificate.equals(leaf))
                unresolved.removeAll(getSupportedExtensions());
        }
    }
}
