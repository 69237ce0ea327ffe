package dev.assay.tpm2;

import dev.assay.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** The key of the first certificate of a PEM file. */
final class AikCertificates {
    private AikCertificates() {}

    static PublicKey first(Bytes pem) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem.toArray()))
                    .getPublicKey();
        } catch (CertificateException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
