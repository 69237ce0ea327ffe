package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.TrustAnchor;
import dev.assay.pki.P256;
import dev.assay.pki.UnsoundException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The vendors' anchors, and those the caller adds with {@code --root}. */
final class Anchors {
    private Anchors() {}

    static AnchorSet with(String option, List<String> files) {
        if (files.isEmpty())
            return AnchorSet.VENDORS;
        List<TrustAnchor> anchors = new ArrayList<>(AnchorSet.VENDORS.anchors());
        anchors.addAll(read(option, files));
        return new AnchorSet("command-line", false, anchors);
    }

    static List<TrustAnchor> read(String option, List<String> files) {
        return files.stream().map(file -> anchor(option, file)).toList();
    }

    /** PK-02: the key is pinned, not the name. */
    private static TrustAnchor anchor(String option, String file) {
        Certificate certificate = certificate(option, file, InputFile.read(option, file));
        return new TrustAnchor(TrustAnchor.Family.INTEL_SGX, file,
                p256(option, file, Bytes.copyOf(certificate.getPublicKey().getEncoded())).spki());
    }

    /** PK-08. */
    private static P256 p256(String option, String file, Bytes spki) {
        try {
            return new P256(spki);
        } catch (UnsoundException refused) {
            throw new UsageException(option + ": " + file + " holds no P-256 key, which every SGX root has.");
        }
    }

    private static Certificate certificate(String option, String file, Bytes pem) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new java.io.ByteArrayInputStream(pem.toArray()));
            if (found.size() != 1)
                throw new UsageException(option + ": " + file + " holds " + found.size()
                        + " certificates; give one root certificate, and the option again for another.");
            return found.iterator().next();
        } catch (CertificateException refused) {
            throw new UsageException(option + ": " + file + " is not a certificate in PEM.");
        }
    }
}
