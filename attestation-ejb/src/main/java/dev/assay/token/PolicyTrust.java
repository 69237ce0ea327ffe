package dev.assay.token;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether an isolated tenant takes a signer's word (maa-api §3.1): its certificate is one of the tenant's policy
 * certificates, or chains to one.
 *
 * @param listed the tenant's policy certificates; they are anchors, so that their own dates are not looked at
 */
public record PolicyTrust(List<X509Certificate> listed) {
    private static final int DEEPEST = 5;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;

    public PolicyTrust {
        listed = List.copyOf(listed);
    }

    public boolean trusts(PolicySigner signer, Instant at) {
        X509Certificate leaf = signer.certificate();
        return listed.contains(leaf)
                || mayUse(leaf, DIGITAL_SIGNATURE) && chains(leaf, signer.chain(), 0, at);
    }

    /** @param below how many certificates that issue stand under {@code certificate}'s issuer */
    private boolean chains(X509Certificate certificate, List<X509Certificate> sent, int below, Instant at) {
        if (below > DEEPEST || certificate.hasUnsupportedCriticalExtension() || !validAt(certificate, at))
            return false;
        if (listed.stream().anyMatch(anchor -> issued(anchor, certificate, below)))
            return true;
        Optional<X509Certificate> next = sent.stream().filter(other -> !other.equals(certificate))
                .filter(other -> issued(other, certificate, below)).findFirst();
        return next.isPresent() && chains(next.get(), sent, below + 1, at);
    }

    /** RFC 5280 §6.1.3 and §6.1.4: a CA, within its path length, whose key signed. */
    private static boolean issued(X509Certificate issuer, X509Certificate certificate, int below) {
        return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                && issuer.getBasicConstraints() >= below && mayUse(issuer, KEY_CERT_SIGN) && soundlyHashed(certificate)
                && verifies(issuer, certificate);
    }

    private static boolean verifies(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    /** PK-03. */
    private static boolean soundlyHashed(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return !algorithm.contains("MD") && !algorithm.startsWith("SHA1");
    }

    private static boolean mayUse(X509Certificate certificate, int bit) {
        boolean[] usage = certificate.getKeyUsage();
        return usage == null || usage[bit];
    }

    private static boolean validAt(X509Certificate certificate, Instant at) {
        return !at.isBefore(certificate.getNotBefore().toInstant())
                && !at.isAfter(certificate.getNotAfter().toInstant());
    }
}
