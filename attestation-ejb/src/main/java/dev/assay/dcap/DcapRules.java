package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.TcbStanding;
import dev.assay.evidence.TcbStatus;
import dev.assay.pki.Certificate;
import dev.assay.pki.P256;
import dev.assay.pki.UnsoundException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cryptographic rules of a DCAP quote, one method each; every failure is a {@link Refusal}. */
public final class DcapRules {
    private static final Bytes HALF_ZERO = Bytes.copyOf(new byte[32]);

    private DcapRules() {}

    /** A.2: the header's own type fields agree with what was asked (EV-01). */
    public static void checkHeader(QuoteHeader header, int version, long teeType) {
        if (header.version() != version) {
            throw mismatch("version", String.valueOf(header.version()), String.valueOf(version));
        }
        if (header.attestationKeyType() != QuoteHeader.ECDSA_256_WITH_P256) {
            throw mismatch("attestation key type", String.valueOf(header.attestationKeyType()), "2");
        }
        if (header.teeType() != teeType) {
            throw mismatch("TEE type", "0x%x".formatted(header.teeType()), "0x%x".formatted(teeType));
        }
        if (!header.qeVendorId().equals(QuoteHeader.INTEL_QE_VENDOR)) {
            throw mismatch("QE vendor id", header.qeVendorId().toHex(), QuoteHeader.INTEL_QE_VENDOR.toHex());
        }
    }

    /** A.15: the quoting enclave's report is signed by the PCK. */
    public static void verifyQeReport(QuoteSignature signature, Certificate pck) {
        try {
            pck.key().verify(signature.qeReportSigned(), signature.qeReportSignature());
        } catch (UnsoundException unsound) {
            throw new Refusal(Reason.QE_REPORT_SIGNATURE_INVALID, "QE report: " + unsound.getMessage());
        }
    }

    /** A.16: the report names this attestation key: all 64 octets (stricter than Intel's library, which compares 32). */
    public static void checkQeReportData(QuoteSignature signature) {
        Bytes expected = signature.attestationKey().concat(signature.qeAuthenticationData()).sha256().concat(HALF_ZERO);
        if (!signature.qeReport().reportData().matches(expected)) {
            throw new Refusal(Reason.QE_REPORT_DATA_MISMATCH,
                    "QE report data is not SHA-256 of attestation key and QE authentication data, then 32 zero octets");
        }
    }

    /** A.17: the report is that of the vendor's quoting enclave, and not a debug one. */
    public static void checkQeIdentity(EnclaveReport qe, QeIdentity identity) {
        require(masked(qe.miscSelect(), identity.miscSelectMask()).equals(identity.miscSelect()), "MISCSELECT");
        require(masked(qe.attributes(), identity.attributesMask()).equals(identity.attributes()), "ATTRIBUTES");
        require(qe.mrSigner().matches(identity.mrSigner()), "MRSIGNER");
        require(qe.isvProdId() == identity.isvProdId(), "ISVPRODID");
        require(!qe.debug(), "ATTRIBUTES.DEBUG");
    }

    /** A.19: the quote itself, over the octets received. */
    public static void verifyQuote(Bytes signed, QuoteSignature signature) {
        try {
            P256.ofPoint(signature.attestationKey()).verify(signed, signature.signature());
        } catch (UnsoundException unsound) {
            throw new Refusal(Reason.QUOTE_SIGNATURE_INVALID, "quote: " + unsound.getMessage());
        }
    }

    /** A.21 and A.22: converged status, earliest date, every advisory once. */
    public static TcbStanding standing(TcbInfo info, TcbLevel platform, QeIdentity identity, EnclaveLevel qe) {
        TcbStatus result = TcbEvaluation.converge(platform.status(), qe.status());
        Instant tcbDate = platform.tcbDate().isBefore(qe.tcbDate()) ? platform.tcbDate() : qe.tcbDate();
        List<String> advisories = Stream.of(platform.advisories(), qe.advisories()).flatMap(Collection::stream)
                .distinct().toList();
        return new TcbStanding(platform.status(), qe.status(), Optional.empty(), result, tcbDate, advisories,
                info.evaluationNumber(), identity.evaluationNumber());
    }

    private static Bytes masked(Bytes value, Bytes mask) {
        byte[] masked = value.toArray();
        for (int i = 0; i < masked.length; i++) {
            masked[i] &= (byte) mask.at(i);
        }
        return Bytes.copyOf(masked);
    }

    private static void require(boolean holds, String field) {
        if (!holds) {
            throw new Refusal(Reason.QE_IDENTITY_MISMATCH,
                    field + " of the QE report is not what the QE identity prescribes");
        }
    }

    private static Refusal mismatch(String field, String found, String expected) {
        return new Refusal(Reason.EVIDENCE_TYPE_MISMATCH,
                "quote header: " + field + " is " + found + ", not " + expected);
    }
}
