package dev.assay.tpm2;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.MalformedException;

/**
 * TPMS_CLOCK_INFO (Part 2, 10.11.1).
 *
 * @param clock milliseconds the TPM was powered, unsigned
 * @param resetCount TPM resets since the owner hierarchy was cleared
 * @param restartCount resumes since the last reset
 * @param safe whether no greater clock value was reported before
 */
public record ClockInfo(long clock, long resetCount, long restartCount, boolean safe) {
    static ClockInfo read(ByteReader in) {
        return new ClockInfo(in.u64be("clockInfo.clock"), in.u32be("clockInfo.resetCount"),
                in.u32be("clockInfo.restartCount"), yesNo(in));
    }

    private static boolean yesNo(ByteReader in) {
        int value = in.u8("clockInfo.safe");
        if (value > 1) {
            throw new MalformedException("clockInfo.safe", in.position() - 1L,
                    "is " + value + ", not 0 or 1 (Part 2, 9.2)");
        }
        return value == 1;
    }
}
