package dev.assay.dcap;

import dev.assay.evidence.TcbStatus;
import java.util.Optional;

/** Level matching and convergence (Intel QVL, EvaluateTcb; checklist A, steps 18, 20, 21). Pure comparisons. */
public final class TcbEvaluation {
    private TcbEvaluation() {}

    /** A.20: by the SVNs of the PCK certificate, never those in the quote (SG-04). */
    public static Optional<TcbLevel> platformLevel(TcbInfo info, PckExtension platform) {
        return info.levels().stream().filter(level -> level.metBy(platform)).findFirst();
    }

    /** A.18. */
    public static Optional<EnclaveLevel> enclaveLevel(QeIdentity identity, int isvSvn) {
        return identity.levels().stream().filter(level -> isvSvn >= level.isvSvn()).findFirst();
    }

    /** A.21, the convergence table: nothing improves a status (SG-07). A component is UpToDate, OutOfDate or Revoked. */
    public static TcbStatus converge(TcbStatus platform, TcbStatus component) {
        return switch (component) {
            case UP_TO_DATE -> platform;
            case REVOKED -> TcbStatus.REVOKED;
            // why: Intel gives components no other status; any other counts as out of date, which cannot improve.
            case OUT_OF_DATE, OUT_OF_DATE_CONFIGURATION_NEEDED, SW_HARDENING_NEEDED, CONFIGURATION_NEEDED,
                    CONFIGURATION_AND_SW_HARDENING_NEEDED ->
                worsen(platform);
        };
    }

    private static TcbStatus worsen(TcbStatus platform) {
        return switch (platform) {
            case UP_TO_DATE, SW_HARDENING_NEEDED, OUT_OF_DATE -> TcbStatus.OUT_OF_DATE;
            case CONFIGURATION_NEEDED, CONFIGURATION_AND_SW_HARDENING_NEEDED, OUT_OF_DATE_CONFIGURATION_NEEDED ->
                TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED;
            case REVOKED -> TcbStatus.REVOKED;
        };
    }
}
