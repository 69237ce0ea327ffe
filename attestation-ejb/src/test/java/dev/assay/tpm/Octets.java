package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import java.io.ByteArrayOutputStream;

/** Octets put one after the other; numbers big-endian unless the name says otherwise. */
final class Octets {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Octets u8(int value) {
        out.write(value);
        return this;
    }

    Octets u16(int value) {
        return u8(value >> 8).u8(value);
    }

    Octets u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    Octets u64(long value) {
        return u32(value >> 32).u32(value);
    }

    Octets u16le(int value) {
        return u8(value).u8(value >> 8);
    }

    Octets u32le(long value) {
        return u16le((int) value).u16le((int) (value >> 16));
    }

    Octets u64le(long value) {
        return u32le(value).u32le(value >> 32);
    }

    Octets add(Bytes octets) {
        out.writeBytes(octets.toArray());
        return this;
    }

    /** TPM2B. */
    Octets sized(Bytes octets) {
        return u16(octets.length()).add(octets);
    }

    Bytes bytes() {
        return Bytes.copyOf(out.toByteArray());
    }
}
