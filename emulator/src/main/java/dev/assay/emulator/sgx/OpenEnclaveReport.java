package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;

/** The Open Enclave header around a quote: version (4 octets), type (4), size of what follows (8). */
public final class OpenEnclaveReport {
    public static final int VERSION = 1;
    public static final int TYPE_REMOTE = 2;

    private OpenEnclaveReport() {}

    public static Octets around(Octets quote) {
        return around(quote, VERSION, TYPE_REMOTE, quote.length());
    }

    /** With any header one likes. */
    public static Octets around(Octets quote, int version, int type, long size) {
        return Octets.join(Octets.u32(version), Octets.u32(type), Octets.u64(size), quote);
    }
}
