package dev.assay.appraisal;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.HeldData;
import java.util.Optional;

/**
 * What a client sends (maa-api §2.1), decoded.
 *
 * @param evidence the quote or report as received
 * @param nonce copied into the token; empty where the request has none
 */
public record AppraisalRequest(AttestationType type, Bytes evidence, Optional<HeldData> runtimeData,
        Optional<HeldData> initTimeData, Optional<String> nonce) {
    public static AppraisalRequest of(AttestationType type, Bytes evidence) {
        return new AppraisalRequest(type, evidence, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
