package dev.assay.evidence;

import static dev.assay.evidence.Verdict.DENY;
import static dev.assay.evidence.Verdict.PERMIT;
import static dev.assay.evidence.Verdict.REJECT;
import static dev.assay.evidence.Verdict.UNAVAILABLE;

import java.util.Locale;

/** Why a verdict was reached. Stable: audit reports and clients match on {@link #code()}; docs/errors.md lists them. */
public enum Reason {
    PERMITTED(PERMIT),

    // The evidence is not sound.
    EVIDENCE_MALFORMED(REJECT),
    EVIDENCE_TYPE_MISMATCH(REJECT),
    EVIDENCE_TRAILING_BYTES(REJECT),
    CERTIFICATION_DATA_UNSUPPORTED(REJECT),
    CERTIFICATE_CHAIN_INVALID(REJECT),
    ROOT_NOT_TRUSTED(REJECT),
    CERTIFICATE_NOT_VALID_AT_TIME(REJECT),
    CERTIFICATE_REVOKED(REJECT),
    PCK_EXTENSION_INVALID(REJECT),
    QE_REPORT_SIGNATURE_INVALID(REJECT),
    QE_REPORT_DATA_MISMATCH(REJECT),
    QE_IDENTITY_MISMATCH(REJECT),
    QUOTE_SIGNATURE_INVALID(REJECT),
    RUNTIME_DATA_MISMATCH(REJECT),
    INIT_TIME_DATA_MISMATCH(REJECT),
    RUNTIME_DATA_MALFORMED(REJECT),

    // We cannot tell.
    CRL_MISSING(UNAVAILABLE),
    CRL_INVALID(UNAVAILABLE),
    CRL_EXPIRED(UNAVAILABLE),
    TCB_INFO_MISSING(UNAVAILABLE),
    TCB_INFO_INVALID(UNAVAILABLE),
    TCB_INFO_EXPIRED(UNAVAILABLE),
    TCB_INFO_VERSION_UNSUPPORTED(UNAVAILABLE),
    TCB_INFO_OTHER_PLATFORM(UNAVAILABLE),
    QE_IDENTITY_MISSING(UNAVAILABLE),
    QE_IDENTITY_INVALID(UNAVAILABLE),
    QE_IDENTITY_EXPIRED(UNAVAILABLE),
    EVALUATION_NUMBER_UNAVAILABLE(UNAVAILABLE),
    OVERLOADED(UNAVAILABLE),
    CLOCK_UNSOUND(UNAVAILABLE),
    STORE_UNAVAILABLE(UNAVAILABLE),
    POLICY_UNREADABLE(UNAVAILABLE),
    SIGNING_UNAVAILABLE(UNAVAILABLE),

    // Sound, and refused by baseline or policy.
    QE_TCB_NOT_RECOGNISED(DENY),
    TCB_NOT_RECOGNISED(DENY),
    TCB_REVOKED(DENY),
    TCB_STATUS_NOT_ACCEPTED(DENY),
    TCB_TOO_OLD(DENY),
    DEBUG_NOT_ACCEPTED(DENY),
    PLATFORM_NOT_LISTED(DENY),
    POLICY_DENIED(DENY),
    POLICY_NO_PERMIT(DENY),
    POLICY_ERROR(DENY),
    POLICY_BUDGET(DENY);

    private final Verdict verdict;

    Reason(Verdict verdict) {
        this.verdict = verdict;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** Lower case with hyphens, as every person and program outside Java sees it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
