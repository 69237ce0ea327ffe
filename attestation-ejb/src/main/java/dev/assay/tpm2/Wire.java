package dev.assay.tpm2;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;

/** TPM2B and big-endian integers (Part 1, 4.2; Part 2, 10.4), read with a bound and written. */
final class Wire {
    private Wire() {}

    /** @param most the greatest length the clause allows */
    static Bytes sized(ByteReader in, String field, int most) {
        int length = in.u16be(field);
        if (length > most) {
            throw new MalformedException(field, in.position() - 2L,
                    "is " + length + " bytes long; at most " + most + " are allowed (Part 2, 10.4)");
        }
        return in.bytes(field, length);
    }

    static Bytes u16(int value) {
        return Bytes.copyOf(new byte[]{(byte) (value >> 8), (byte) value});
    }

    static Bytes u32(int value) {
        return u16(value >>> 16).concat(u16(value));
    }

    static Bytes sized(Bytes octets) {
        return u16(octets.length()).concat(octets);
    }
}
