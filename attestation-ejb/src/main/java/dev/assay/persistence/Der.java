package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates as they are stored: DER, one after the other. */
final class Der {
    private Der() {}

    static Bytes of(List<X509Certificate> certificates) {
        Bytes all = Bytes.EMPTY;
        for (X509Certificate certificate : certificates)
            all = all.concat(of(certificate));
        return all;
    }

    private static Bytes of(X509Certificate certificate) {
        try {
            return Bytes.copyOf(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was made does not encode", impossible);
        }
    }
}
