package dev.assay.eventlog;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a BitLocker volume was unlocked: flags of BITLOCKER_UNLOCK (maa-tpm §7.1). */
public enum BitlockerUnlock {
    CACHED(0x1),
    MEDIA(0x2),
    TPM(0x4),
    PIN(0x10),
    EXTERNAL(0x20),
    RECOVERY(0x40),
    PASSPHRASE(0x80),
    NBP(0x100),
    AUK_OSFVEINFO(0x200);

    private final long flag;

    BitlockerUnlock(long flag) {
        this.flag = flag;
    }

    /** Those set, in the order of their bits; bits without a name are left out. */
    public static List<BitlockerUnlock> of(long flags) {
        return Arrays.stream(values()).filter(one -> (flags & one.flag) != 0).toList();
    }

    /** {@code NONE}, or the names with {@code |} between. */
    public static String text(long flags) {
        return flags == 0 ? "NONE" : of(flags).stream().map(BitlockerUnlock::name).collect(Collectors.joining("|"));
    }
}
