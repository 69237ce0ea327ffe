package dev.assay.dcap;

import dev.assay.evidence.TcbStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A TCB level of an enclave identity (PCS v4): the smallest ISVSVN it stands for. */
public record EnclaveLevel(int isvSvn, TcbStatus status, Instant tcbDate, List<String> advisories) {
    static final Comparator<EnclaveLevel> HIGHEST_FIRST = Comparator.comparing(EnclaveLevel::isvSvn).reversed();

    public EnclaveLevel {
        advisories = List.copyOf(advisories);
    }
}
