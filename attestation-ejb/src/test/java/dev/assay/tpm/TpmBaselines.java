package dev.assay.tpm;

import dev.assay.evidence.Baseline;
import dev.assay.evidence.TcbStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Baselines that differ from the strict one in what they ask of TPMs. */
final class TpmBaselines {
    private TpmBaselines() {}

    static Tenant denying(String firmware) {
        return Tenant.usual().with(with(new Baseline.Tpm(false, Set.of(firmware))));
    }

    static Baseline with(Baseline.Tpm tpm) {
        return new Baseline("own", Set.of(TcbStatus.UP_TO_DATE), Set.of(), Duration.ZERO, Optional.empty(),
                Optional.empty(), Set.of(), false, Duration.ZERO, Optional.empty(), tpm);
    }
}
