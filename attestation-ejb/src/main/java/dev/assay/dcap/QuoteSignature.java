package dev.assay.dcap;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;

/**
 * ECDSA signature data of a quote (Quote Library API, App. A.4).
 *
 * @param signature r ‖ s, 64 octets, big-endian, by the attestation key over the quote's signed octets
 * @param attestationKey x ‖ y, 64 octets, big-endian
 * @param qeReportSigned the quoting enclave's report as received, 384 octets
 * @param qeReportSignature r ‖ s, 64 octets, by the PCK
 */
public record QuoteSignature(Bytes signature, Bytes attestationKey, Bytes qeReportSigned, EnclaveReport qeReport,
        Bytes qeReportSignature, Bytes qeAuthenticationData, int certificationDataType, Bytes certificationData) {
    /** PEM chain PCK, CA, root. */
    public static final int PCK_CERTIFICATE_CHAIN = 5;

    /** Reads to the end of {@code in}: octets left over are refused. */
    public static QuoteSignature read(ByteReader in) {
        Bytes signature = in.bytes("quote signature", 64); // 0
        Bytes attestationKey = in.bytes("attestation key", 64); // 64
        Bytes qeReportSigned = in.bytes("QE report", EnclaveReport.LENGTH); // 128
        Bytes qeReportSignature = in.bytes("QE report signature", 64); // 512
        int qeAuthenticationLength = in.u16le("QE authentication data length"); // 576
        Bytes qeAuthenticationData = in.bytes("QE authentication data", qeAuthenticationLength); // 578
        int certificationDataType = in.u16le("certification data type");
        long certificationDataLength = in.u32le("certification data length");
        Bytes certificationData = in.bytes("certification data", certificationDataLength);
        in.end("quote signature data");
        return new QuoteSignature(signature, attestationKey, qeReportSigned,
                EnclaveReport.read(qeReportSigned.reader()),
                qeReportSignature, qeAuthenticationData, certificationDataType, certificationData);
    }

    /** The PEM text, less the one NUL some quoting enclaves append (SG-13). */
    public Bytes pckChainPem() {
        int length = certificationData.length();
        boolean terminated = length > 0 && certificationData.at(length - 1) == 0;
        return terminated ? certificationData.slice(0, length - 1) : certificationData;
    }
}
