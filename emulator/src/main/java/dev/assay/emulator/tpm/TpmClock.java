package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;

/**
 * TPMS_CLOCK_INFO (Part 2, 10.11.1).
 *
 * @param milliseconds the TPM has been powered
 * @param resets since it was made
 * @param restarts since the last reset: resumptions
 */
public record TpmClock(long milliseconds, long resets, long restarts, boolean safe) {
    private static final long SOME_TIME = 60_000;

    /** A TPM that has been through some boots. */
    static TpmClock sample() {
        return new TpmClock(86_400_000, 17, 0, true);
    }

    TpmClock reset() {
        return new TpmClock(milliseconds + SOME_TIME, resets + 1, 0, safe);
    }

    TpmClock restarted() {
        return new TpmClock(milliseconds + SOME_TIME, resets, restarts + 1, safe);
    }

    TpmClock later() {
        return new TpmClock(milliseconds + SOME_TIME, resets, restarts, safe);
    }

    Octets octets() {
        return Octets.join(Octets.big64(milliseconds), Octets.big32(resets), Octets.big32(restarts),
                Octets.u8(safe ? 1 : 0));
    }
}
