package dev.assay.sgx;

import static dev.assay.evidence.Reason.CERTIFICATION_DATA_UNSUPPORTED;
import static dev.assay.evidence.Reason.EVIDENCE_MALFORMED;
import static dev.assay.evidence.Reason.EVIDENCE_TRAILING_BYTES;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.dcap.DcapRules;
import dev.assay.dcap.EnclaveReport;
import dev.assay.dcap.QuoteHeader;
import dev.assay.dcap.QuoteSignature;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Checks.Finding;
import dev.assay.evidence.Refusal;

/** A.1–A.5: octets to quote. */
final class SgxQuoteReader {
    private static final int MAX_PADDING = 64 * 1024;

    private SgxQuoteReader() {}

    /** @param quote the quote without envelope, with whatever follows it */
    static SgxQuote read(Bytes evidence, Bytes quote, Checks checks) {
        checks.mustHold(SgxSteps.LENGTH, EVIDENCE_MALFORMED, () -> length(quote));
        ByteReader in = quote.reader();
        QuoteHeader header = checks.require(SgxSteps.HEADER, EVIDENCE_MALFORMED, () -> header(in));
        EnclaveReport report = EnclaveReport.read(in);
        long length = checks.require(SgxSteps.SIGNATURE_LENGTH, EVIDENCE_MALFORMED, () -> signatureLength(quote));
        QuoteSignature signature = checks.require(SgxSteps.INNER_SIZES, EVIDENCE_MALFORMED,
                () -> new Finding<>(signature(quote, length), "signature data is " + length + " bytes, all read"));
        checks.mustHold(SgxSteps.CERTIFICATION_TYPE, EVIDENCE_MALFORMED, () -> certificationType(signature));
        return quote(evidence, quote, header, report, length, signature);
    }

    /** As far as the octets go, without a check: for explanation only. */
    static SgxQuote readUnchecked(Bytes evidence, Bytes quote) {
        ByteReader in = quote.reader();
        QuoteHeader header = QuoteHeader.read(in);
        EnclaveReport report = EnclaveReport.read(in);
        long length = in.u32le("signature data length");
        return quote(evidence, quote, header, report, length, signature(quote, length));
    }

    private static String length(Bytes quote) {
        if (quote.length() < SgxQuote.MINIMUM_LENGTH) {
            throw new MalformedException("quote", "is " + quote.length() + " bytes long; the shortest quote has 1020");
        }
        return quote.length() + " bytes";
    }

    private static Finding<QuoteHeader> header(ByteReader in) {
        QuoteHeader header = QuoteHeader.read(in);
        DcapRules.checkHeader(header, 3, QuoteHeader.TEE_SGX);
        return new Finding<>(header, "version 3, key type 2, TEE 0, Intel's quoting enclave");
    }

    private static Finding<Long> signatureLength(Bytes quote) {
        ByteReader in = quote.reader();
        in.skip("header and report", SgxQuote.SIGNED_LENGTH);
        long length = in.u32le("signature data length");
        if (length > in.remaining()) {
            throw new MalformedException("signature data length", SgxQuote.SIGNED_LENGTH,
                    "is " + length + ", but " + in.remaining() + " bytes follow");
        }
        in.skip("signature data", length);
        checkPadding(in.rest());
        return new Finding<>(length, "signature data is " + length + " bytes");
    }

    /** EV-04: genuine quotes are sometimes padded with zero octets; anything else behind the quote is refused. */
    private static void checkPadding(Bytes trailing) {
        if (trailing.length() > MAX_PADDING || !trailing.allZero()) {
            throw new Refusal(EVIDENCE_TRAILING_BYTES, trailing.length()
                    + " bytes follow the quote; only zero padding of at most 64 KiB may");
        }
    }

    private static QuoteSignature signature(Bytes quote, long length) {
        ByteReader in = quote.reader();
        in.skip("header, report and length", SgxQuote.SIGNATURE_OFFSET);
        return QuoteSignature.read(in.slice("signature data", length));
    }

    /** SG-13: other types need a look-up of the PCK that this service does not make. */
    private static String certificationType(QuoteSignature signature) {
        int type = signature.certificationDataType();
        if (type != QuoteSignature.PCK_CERTIFICATE_CHAIN) {
            throw new Refusal(CERTIFICATION_DATA_UNSUPPORTED, "certification data is of type " + type
                    + ", not 5: let the quote provider library embed the PCK certificate chain");
        }
        return "type 5, " + signature.certificationData().length() + " bytes";
    }

    private static SgxQuote quote(Bytes evidence, Bytes quote, QuoteHeader header, EnclaveReport report, long length,
            QuoteSignature signature) {
        int trailing = quote.length() - SgxQuote.SIGNATURE_OFFSET - (int) length;
        return new SgxQuote(evidence, quote.slice(0, SgxQuote.SIGNED_LENGTH), header, report, length, signature,
                trailing);
    }
}
