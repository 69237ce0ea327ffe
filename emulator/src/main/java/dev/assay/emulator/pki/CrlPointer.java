package dev.assay.emulator.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** The CRL distribution points of the PKI; the host is reserved (RFC 6761), since no verifier may follow them (PK-12). */
final class CrlPointer {
    private static final String HOST = "https://emulator.assay.invalid";

    private CrlPointer() {}

    static Extension root() {
        return to(HOST + "/IntelSGXRootCA.der");
    }

    static Extension pck(CaKind kind) {
        return to(HOST + "/sgx/certification/v4/pckcrl?ca=" + kind.id() + "&encoding=der");
    }

    private static Extension to(String uri) {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
        DistributionPoint point = new DistributionPoint(new DistributionPointName(names), null, null);
        try {
            return new Extension(Extension.cRLDistributionPoints, false,
                    new CRLDistPoint(new DistributionPoint[]{point}).getEncoded());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
