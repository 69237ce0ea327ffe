package dev.assay.eventlog;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import java.util.Optional;

/**
 * What real firmware and systems write beside the profile, and how far it is followed; each with a corpus case that
 * shows it. Everything else is refused.
 */
final class FirmwareQuirks {
    /** Windows writes the record of its own quote to no register (case win-imn-dell). */
    static final long NO_REGISTER = 0xffff_ffffL;

    /** why: shorter, zeros may be the start of a record for PCR 0 that was cut off. */
    private static final int SHORTEST_PADDING = 8;

    /** GUID, length of the name, length of the value. */
    private static final int VARIABLE_HEADER = 32;
    private static final int SHIM_SURPLUS = 6;

    private final int end;
    private final int paddingFrom;

    /** One pass from the end, so that asking at every record stays linear. */
    FirmwareQuirks(Bytes log) {
        this.end = log.length();
        this.paddingFrom = runFrom(log, runFrom(log, end, 0x00), 0xff);
    }

    /**
     * The log area is handed over whole, its unused end erased to ones, zeros or both (cases
     * tdx-v4-00806f05-google-ccel and ccel-ovmf say how much was cut). No record consists of them, so nothing is lost.
     */
    boolean onlyPaddingFrom(int offset) {
        return offset >= paddingFrom && end - offset >= SHORTEST_PADDING;
    }

    /**
     * Logs of confidential machines (CCEL) number measurement registers from 1 and write their header to 1 (case
     * ccel-ovmf). The header is never extended, so its register means nothing.
     */
    static boolean headerRegisterAllowed(long pcr) {
        return pcr == 0 || pcr == 1;
    }

    /**
     * Some events carry fewer digests than the header declares: Windows leaves out a bank it does not use (case
     * win-lenovo-yogax1-tpm2), and a published sample does (case log-tpm2tools-uefiaction). The bank left out then does
     * not replay to its register, which fails closed; more digests than declared are refused.
     */
    static boolean digestCountAllowed(long count, int declared) {
        return count >= 1 && count <= declared;
    }

    /**
     * Vendor data counted in the Spec ID event, but not in the event's size (case log-tpm2tools-specid-vendordata). The
     * size rules: what follows is read as records.
     */
    static void skipVendorInfo(ByteReader event) {
        int counted = event.u8("vendor info size");
        event.skip("vendor info", Math.min(counted, event.remaining()));
    }

    /** Variables of boot options: many firmwares measure the value alone (case log-debian-10). */
    static boolean measuresValueAlone(EventType type) {
        return type == EventType.EV_EFI_VARIABLE_BOOT;
    }

    /**
     * Older shims log the variable of an authority with six octets behind its value, and measure all but the last of
     * them (case log-debian-10); its measurement of such an event, empty where the data is none.
     */
    static Optional<Bytes> measuredOfShimAuthority(Bytes data) {
        if (data.length() < VARIABLE_HEADER + SHIM_SURPLUS)
            return Optional.empty();
        ByteReader in = data.reader();
        in.skip("GUID", 16);
        long characters = in.u64le("name length");
        long size = in.u64le("value length");
        boolean bounded = characters >= 0 && characters <= data.length() && size >= 0 && size <= data.length();
        return bounded && VARIABLE_HEADER + 2 * characters + size + SHIM_SURPLUS == data.length()
                ? Optional.of(data.slice(0, data.length() - 1))
                : Optional.empty();
    }

    /** The variable of such an event, without what stands behind its value. */
    static Bytes variableOfShimAuthority(Bytes data) {
        return data.slice(0, data.length() - SHIM_SURPLUS);
    }

    /** StartupLocality is 17 octets; nothing else is followed (TP-16). */
    static boolean localityAllowed(int locality) {
        return locality >= 0 && locality <= 4;
    }

    private static int runFrom(Bytes log, int end, int filler) {
        int from = end;
        while (from > 0 && log.at(from - 1) == filler) {
            from--;
        }
        return from;
    }
}
