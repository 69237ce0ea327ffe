package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;

/** Mistakes in the Open Enclave header (SG-11) around a sound quote. */
public enum OpenEnclaveMistake {
    /** No such version. */
    OE_VERSION_0(0, 2, 0),
    /** No such version. */
    OE_VERSION_2(2, 2, 0),
    /** A local report. */
    OE_TYPE_LOCAL(1, 1, 0),
    /** No such type. */
    OE_TYPE_3(1, 3, 0),
    /** More than follows. */
    OE_SIZE_ONE_MORE(1, 2, 1),
    /** Less than follows. */
    OE_SIZE_ONE_LESS(1, 2, -1),
    /** The right size in its lower half, and more above it. */
    OE_SIZE_4_GIB_MORE(1, 2, 1L << 32),
    /** Negative to who reads it as signed. */
    OE_SIZE_2_TO_THE_63_MORE(1, 2, 1L << 63);

    private final int version;
    private final int type;
    private final long excess;

    OpenEnclaveMistake(int version, int type, long excess) {
        this.version = version;
        this.type = type;
        this.excess = excess;
    }

    /** The quote under a wrong header. */
    public Octets around(Octets quote) {
        return OpenEnclaveReport.around(quote, version, type, quote.length() + excess);
    }
}
