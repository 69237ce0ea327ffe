package dev.assay.cli;

import dev.assay.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

/** Certificates of files, in DER or PEM. */
final class CertificateFiles {
    private CertificateFiles() {}

    /** DER. @throws UsageException naming the option where the file does not hold exactly one */
    static Bytes one(String option, String file) {
        List<Bytes> all = all(option, file);
        if (all.size() != 1)
            throw new UsageException(option + ": " + file + " holds " + all.size() + " certificates; give one.");
        return all.getFirst();
    }

    /** DER, in the file's order. @throws UsageException naming the option where there are none */
    static List<Bytes> all(String option, String file) {
        try {
            List<Bytes> found = new ArrayList<>();
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(InputFile.read(option, file).toArray())))
                found.add(Bytes.copyOf(certificate.getEncoded()));
            if (found.isEmpty())
                throw new UsageException(option + ": " + file + " holds no certificate.");
            return found;
        } catch (CertificateException refused) {
            throw new UsageException(option + ": " + file + " is not a certificate in PEM or DER.");
        }
    }
}
