package dev.assay.emulator.bytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Immutable octets with value equality, made for assembling structures; integers are little-endian but where named big. */
public final class Octets {
    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    public static Octets of(byte[] octets) {
        return new Octets(octets.clone());
    }

    public static Octets hex(String digits) {
        return new Octets(HexFormat.of().parseHex(digits));
    }

    public static Octets utf8(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Octets zero(int length) {
        return new Octets(new byte[length]);
    }

    public static Octets random(int length) {
        byte[] octets = new byte[length];
        new SecureRandom().nextBytes(octets);
        return new Octets(octets);
    }

    /** The low 16 bits, two octets. */
    public static Octets u16(int value) {
        return new Octets(new byte[]{(byte) value, (byte) (value >>> 8)});
    }

    /** The low 32 bits, four octets. */
    public static Octets u32(long value) {
        return u16((int) value).then(u16((int) (value >>> 16)));
    }

    public static Octets u64(long value) {
        return u32(value).then(u32(value >>> 32));
    }

    /** The low 16 bits, two octets, big-endian. */
    public static Octets big16(int value) {
        return new Octets(new byte[]{(byte) (value >>> 8), (byte) value});
    }

    /** The low 32 bits, four octets, big-endian. */
    public static Octets big32(long value) {
        return big16((int) (value >>> 16)).then(big16((int) value));
    }

    public static Octets big64(long value) {
        return big32(value >>> 32).then(big32(value));
    }

    public static Octets u8(int value) {
        return new Octets(new byte[]{(byte) value});
    }

    /** UTF-16, little-endian, without a mark. */
    public static Octets utf16(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_16LE));
    }

    /** Decodes base64url without padding. */
    public static Octets base64Url(String text) {
        return new Octets(Base64.getUrlDecoder().decode(text));
    }

    public static Octets join(Octets... parts) {
        byte[] joined = new byte[Arrays.stream(parts).mapToInt(Octets::length).sum()];
        int at = 0;
        for (Octets part : parts) {
            System.arraycopy(part.octets, 0, joined, at, part.octets.length);
            at += part.octets.length;
        }
        return new Octets(joined);
    }

    public Octets then(Octets more) {
        return join(this, more);
    }

    /** These octets with those from {@code offset} on overwritten by {@code part}. */
    public Octets with(int offset, Octets part) {
        byte[] changed = octets.clone();
        System.arraycopy(part.octets, 0, changed, offset, part.octets.length);
        return new Octets(changed);
    }

    /** These octets with the lowest bit of the one at {@code offset} flipped. */
    public Octets flipped(int offset) {
        byte[] changed = octets.clone();
        changed[offset] ^= 1;
        return new Octets(changed);
    }

    public Octets slice(int from, int to) {
        return new Octets(Arrays.copyOfRange(octets, from, to));
    }

    public int length() {
        return octets.length;
    }

    public Octets sha256() {
        return digest("SHA-256");
    }

    /** @param algorithm as the JDK names it */
    public Octets digest(String algorithm) {
        try {
            return new Octets(MessageDigest.getInstance(algorithm).digest(octets));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JVM has no " + algorithm, absent);
        }
    }

    /** base64url without padding. */
    public String toBase64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** A fresh copy the caller may change. */
    public byte[] toArray() {
        return octets.clone();
    }

    /** Lower-case hexadecimal. */
    public String toHex() {
        return HexFormat.of().formatHex(octets);
    }

    /** Upper-case hexadecimal, as Intel's collateral writes octets. */
    public String toUpperHex() {
        return HexFormat.of().withUpperCase().formatHex(octets);
    }

    public String asUtf8() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return octets.length <= 32 ? toHex() : slice(0, 8).toHex() + "… (" + octets.length + " octets)";
    }
}
