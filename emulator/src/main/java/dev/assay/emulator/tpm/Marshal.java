package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import java.math.BigInteger;

/** Octets as a TPM sends them: big-endian, sized by 16 bits (Part 2, 10.4). */
final class Marshal {
    private Marshal() {}

    /** TPM2B. */
    static Octets sized(Octets content) {
        return Octets.big16(content.length()).then(content);
    }

    /** Unsigned, with leading zero octets up to this length. */
    static Octets unsigned(BigInteger value, int length) {
        Octets signed = Octets.of(value.toByteArray());
        Octets digits = signed.slice(Math.max(0, signed.length() - length), signed.length());
        return Octets.zero(length).with(length - digits.length(), digits);
    }
}
