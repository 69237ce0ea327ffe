package dev.assay.tenant;

import dev.assay.bytes.Bytes;
import dev.assay.pki.CertificateOperation;

/**
 * A request to change which certificates an isolated tenant's policies are signed with.
 *
 * @param der of the certificate, X.509
 * @param signer SHA-256 of the DER of the certificate that signed the request
 * @param request SHA-256 of what was signed
 * @param once whether the request counts once
 */
public record CertificateChange(CertificateOperation operation, Bytes der, Bytes signer, Bytes request, boolean once) {
    public Bytes sha256() {
        return der.sha256();
    }

    /** Whether the certificate is listed once it is done. */
    public boolean listed() {
        return operation == CertificateOperation.ADD;
    }
}
