package dev.assay.bytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** Immutable octets with value equality; the only way octets appear in a record. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    public static Bytes copyOf(byte[] octets) {
        return new Bytes(octets.clone());
    }

    /** Octets from {@code from} (inclusive) to {@code to} (exclusive), copied. */
    static Bytes copyOfRange(byte[] octets, int from, int to) {
        return new Bytes(Arrays.copyOfRange(octets, from, to));
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** From hexadecimal digits of either case, two an octet, without separators. */
    public static Bytes hex(String digits) {
        return new Bytes(HexFormat.of().parseHex(digits));
    }

    public int length() {
        return octets.length;
    }

    /** The octet at {@code index} as 0–255. */
    public int at(int index) {
        return Byte.toUnsignedInt(octets[index]);
    }

    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, octets.length);
        return copyOfRange(octets, from, to);
    }

    public Bytes concat(Bytes more) {
        byte[] joined = Arrays.copyOf(octets, octets.length + more.octets.length);
        System.arraycopy(more.octets, 0, joined, octets.length, more.octets.length);
        return new Bytes(joined);
    }

    public boolean allZero() {
        for (byte octet : octets) {
            if (octet != 0)
                return false;
        }
        return true;
    }

    /** Whether all of them are below 128. */
    public boolean ascii() {
        for (byte octet : octets) {
            if (octet < 0)
                return false;
        }
        return true;
    }

    /** A fresh copy the caller may change. */
    public byte[] toArray() {
        return octets.clone();
    }

    public ByteReader reader() {
        return new ByteReader(octets, 0, octets.length);
    }

    public Bytes sha256() {
        return new Bytes(sha256Digest().digest(octets));
    }

    /** Adds these octets to a digest or signature without a copy. */
    public void feed(MessageDigest digest) {
        digest.update(octets);
    }

    /** Lower-case hexadecimal, as every document and token shows octets. */
    public String toHex() {
        return HexFormat.of().formatHex(octets);
    }

    public String toBase64Url() {
        return Base64Url.encode(octets);
    }

    public String asUtf8() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** Whole-length comparison in constant time, for digests, nonces and secrets (EV-07). */
    public boolean matches(Bytes expected) {
        return MessageDigest.isEqual(octets, expected.octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The first eight octets and the length: enough for a log line, never the whole evidence. */
    @Override
    public String toString() {
        String head = HexFormat.of().formatHex(octets, 0, Math.min(8, octets.length));
        return octets.length <= 8 ? head : head + "… (" + octets.length + " bytes)";
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JVM has no SHA-256", absent);
        }
    }
}
