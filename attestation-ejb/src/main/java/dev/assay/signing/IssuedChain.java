package dev.assay.signing;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** A chain an operator's authority issued for a signing key, checked before it is published (RFC 5280 §6). */
final class IssuedChain {
    private static final int LONGEST = 8;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;

    private final String field;
    private final List<X509Certificate> chain;

    private IssuedChain(String field, List<X509Certificate> chain) {
        this.field = field;
        this.chain = chain;
    }

    /**
     * @param pem the key's certificate first, each followed by the one that issued it
     * @throws MalformedException where it is no chain for this key, or does not hold at this instant
     */
    static List<X509Certificate> check(String field, Bytes pem, PublicKey key, Instant at) {
        IssuedChain read = new IssuedChain(field, parse(field, pem));
        read.count();
        read.leaf(key);
        for (int i = 0; i < read.chain.size(); i++)
            read.dates(i, at);
        for (int i = 1; i < read.chain.size(); i++)
            read.issued(i);
        read.root();
        return read.chain;
    }

    private static List<X509Certificate> parse(String field, Bytes pem) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem.toArray()))
                    .stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException refused) {
            throw new MalformedException(field, "does not parse as certificates in PEM");
        }
    }

    private void count() {
        if (chain.size() < 2 || chain.size() > LONGEST)
            throw refused("holds %d certificates; send the key's own, its issuer's and so on, 2 to %d"
                    .formatted(chain.size(), LONGEST));
    }

    private void leaf(PublicKey key) {
        X509Certificate leaf = chain.getFirst();
        // why: by encoding, since providers represent one key by different classes.
        if (!Bytes.copyOf(leaf.getPublicKey().getEncoded()).equals(Bytes.copyOf(key.getEncoded())))
            throw refused("has a first certificate for another key than the one the request was made for");
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE])
            throw refused("has a first certificate whose key usage has no digitalSignature");
        if (leaf.getBasicConstraints() >= 0)
            throw refused("has an authority's certificate where the key's own belongs");
    }

    private void dates(int index, Instant at) {
        Date date = Date.from(at);
        if (date.before(chain.get(index).getNotBefore()) || date.after(chain.get(index).getNotAfter()))
            throw refused("certificate %d is outside its dates".formatted(index + 1));
    }

    private void issued(int index) {
        X509Certificate issuer = chain.get(index);
        X509Certificate subject = chain.get(index - 1);
        boolean[] usage = issuer.getKeyUsage();
        // RFC 5280 §4.2.1.9: how many authorities may stand below this one.
        if (issuer.getBasicConstraints() < index - 1 || usage != null && !usage[KEY_CERT_SIGN])
            throw refused("certificate %d may not issue certificate %d".formatted(index + 1, index));
        if (!subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()))
            throw refused("certificate %d is not by the subject of certificate %d".formatted(index, index + 1));
        if (issuer.hasUnsupportedCriticalExtension() || subject.hasUnsupportedCriticalExtension())
            throw refused("has a critical extension that is not understood");
        verify(subject, issuer.getPublicKey(), index);
    }

    /** The last may be an authority's own root; then it signed itself. */
    private void root() {
        X509Certificate last = chain.getLast();
        if (last.getIssuerX500Principal().equals(last.getSubjectX500Principal()))
            verify(last, last.getPublicKey(), chain.size());
    }

    private void verify(X509Certificate subject, PublicKey issuer, int number) {
        try {
            subject.verify(issuer);
        } catch (GeneralSecurityException bad) {
            throw refused("certificate %d does not verify with the key of its issuer".formatted(number));
        }
    }

    private MalformedException refused(String problem) {
        return new MalformedException(field, problem);
    }
}
