package dev.assay.tpm2;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The container of the Windows Platform Crypto Provider, version 1 (maa-tpm §2.1).
 *
 * @param pcrs values of all 24 registers, by index
 * @param quote TPMS_ATTEST
 * @param signature as the container carries it
 * @param log empty or filtered; logs are taken from fields of their own
 */
public record PlatformClaim(Map<Integer, Bytes> pcrs, Bytes quote, Bytes signature, Bytes log) {
    private static final Bytes MAGIC = Bytes.utf8("PADS");
    private static final int TPM_2 = 2;
    private static final int HEADER = 28;
    private static final int REGISTERS = 24;

    public PlatformClaim {
        pcrs = java.util.Collections.unmodifiableMap(new TreeMap<>(pcrs));
    }

    /** @throws MalformedException naming the field, also where a length leaves the container or octets follow it */
    public static PlatformClaim read(Bytes octets) {
        ByteReader in = octets.reader();
        if (!in.bytes("magic", 4).equals(MAGIC))
            throw new MalformedException("magic", 0, "is not PADS, version 1 of the platform claim (maa-tpm 2.1)");
        require("platform", in.u32le("platform"), TPM_2);
        require("headerSize", in.u32le("headerSize"), HEADER);
        long pcrs = in.u32le("cbPcrValues");
        long quote = in.u32le("cbQuote");
        long signature = in.u32le("cbSignature");
        long log = in.u32le("cbLog");
        PlatformClaim claim = new PlatformClaim(registers(in.bytes("pcrValues", pcrs)), in.bytes("quote", quote),
                in.bytes("signature", signature), in.bytes("log", log));
        in.end("platform claim");
        return claim;
    }

    /** Values of one length stand one after the other; the length tells the bank. */
    public TpmHash bank() {
        return bank(pcrs.get(0).length() * REGISTERS);
    }

    private static Map<Integer, Bytes> registers(Bytes values) {
        int length = bank(values.length()).length();
        Map<Integer, Bytes> registers = new TreeMap<>();
        for (int index = 0; index < REGISTERS; index++) {
            registers.put(index, values.slice(index * length, (index + 1) * length));
        }
        return registers;
    }

    private static TpmHash bank(int length) {
        for (TpmHash hash : TpmHash.values()) {
            if (hash.length() * REGISTERS == length)
                return hash;
        }
        throw new MalformedException("cbPcrValues",
                "is " + length + ", not 24 values of a known hash (maa-tpm 2.1)");
    }

    private static void require(String field, long found, int expected) {
        if (found != expected)
            throw new MalformedException(field, "is " + found + ", not " + expected + " (maa-tpm 2.1)");
    }
}
