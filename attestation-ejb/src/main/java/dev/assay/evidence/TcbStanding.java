package dev.assay.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a platform stands against its vendor's collateral.
 *
 * @param platform status of the platform's level
 * @param component status of the quoting enclave's level
 * @param module status of the TDX module's level; empty for SGX
 * @param result the converged status (checklist A, convergence table)
 * @param tcbDate the earliest date of the levels met
 * @param advisories vendor advisory ids of the levels met, each once, in order
 * @param evaluationNumber {@code tcbEvaluationDataNumber} of the TCB Info used
 * @param componentEvaluationNumber the same of the component's identity; both must reach a baseline's minimum (CO-04)
 */
public record TcbStanding(TcbStatus platform, TcbStatus component, Optional<TcbStatus> module, TcbStatus result,
        Instant tcbDate, List<String> advisories, long evaluationNumber,
        long componentEvaluationNumber) {
    public TcbStanding {
        advisories = List.copyOf(advisories);
    }
}
