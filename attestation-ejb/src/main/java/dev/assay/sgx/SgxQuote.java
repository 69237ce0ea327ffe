package dev.assay.sgx;

import dev.assay.bytes.Bytes;
import dev.assay.dcap.EnclaveReport;
import dev.assay.dcap.QuoteHeader;
import dev.assay.dcap.QuoteSignature;

/**
 * A version 3 quote, parsed, nothing trusted.
 *
 * @param evidence what the client sent, envelope included: what the token's {@code quotehash} is over
 * @param signed octets 0–431 as received
 * @param signatureLength the auth data length field at 432
 * @param trailing how many zero octets follow the quote (EV-04)
 */
public record SgxQuote(Bytes evidence, Bytes signed, QuoteHeader header, EnclaveReport report, long signatureLength,
        QuoteSignature signature, int trailing) {
    static final int SIGNED_LENGTH = QuoteHeader.LENGTH + EnclaveReport.LENGTH;
    /** Up to and including the certification data's length, with no QE authentication data. */
    static final int MINIMUM_LENGTH = 1020;
    static final int SIGNATURE_OFFSET = SIGNED_LENGTH + 4;
}
