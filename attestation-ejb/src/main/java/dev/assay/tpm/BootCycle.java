package dev.assay.tpm;

import dev.assay.attestationkey.TpmDevice;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.TpmState;
import dev.assay.tpm2.ClockInfo;
import java.util.Optional;

/** D.7: the two states are of one boot cycle, a known TPM's counters only grow, and its firmware passes (TP-17, TP-18). */
final class BootCycle {
    private final TpmState state;

    BootCycle(TpmState state) {
        this.state = state;
    }

    /** @throws Refusal {@code BOOT_CYCLE_MISMATCH}. @param boot clock information of the quote before hibernation */
    void checkSame(ClockInfo boot) {
        // why no nonce: the earlier quote is older than the challenge; these counters tie it to the one that is not.
        boolean same = boot.resetCount() == state.resetCount() && boot.restartCount() <= state.restartCount()
                && Long.compareUnsigned(boot.clock(), state.clock()) <= 0;
        if (!same)
            throw new Refusal(Reason.BOOT_CYCLE_MISMATCH, ("boot_attestation is of reset %d and restart %d, "
                    + "current_attestation of reset %d and restart %d: they are not of one boot cycle")
                    .formatted(boot.resetCount(), boot.restartCount(), state.resetCount(), state.restartCount()));
    }

    /** @throws Refusal {@code COUNTERS_WENT_BACK} */
    void checkForward(Optional<TpmDevice> device) {
        device.flatMap(TpmDevice::last).ifPresent(last -> {
            // why not the clock: two requests of one boot may overtake each other on their way.
            if (last.resetCount() > state.resetCount()
                    || last.resetCount() == state.resetCount() && last.restartCount() > state.restartCount())
                throw new Refusal(Reason.COUNTERS_WENT_BACK, ("this device was seen at reset %d and restart %d, "
                        + "and now says reset %d and restart %d")
                        .formatted(last.resetCount(), last.restartCount(), state.resetCount(), state.restartCount()));
        });
    }

    /** @throws Refusal {@code FIRMWARE_NOT_ACCEPTED} */
    void checkFirmware(Baseline.Tpm rule, Optional<String> manufacturer) {
        if (rule.denies(manufacturer, firmware()))
            throw new Refusal(Reason.FIRMWARE_NOT_ACCEPTED,
                    "the baseline does not accept TPM firmware version " + firmware());
    }

    /** 16 lower-case hexadecimal digits. */
    String firmware() {
        return "%016x".formatted(state.firmwareVersion());
    }
}
