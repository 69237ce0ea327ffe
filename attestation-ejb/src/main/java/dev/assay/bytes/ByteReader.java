package dev.assay.bytes;

/**
 * Reads a binary structure front to back. The field's name goes with every read, so that a failure says which one;
 * endianness is in the method's name. Failure is {@link MalformedException}, raised before anything is allocated.
 */
public final class ByteReader {
    private final byte[] octets;
    private final int from;
    private final int to;
    private int next;

    ByteReader(byte[] octets, int from, int to) {
        this.octets = octets;
        this.from = from;
        this.to = to;
        this.next = from;
    }

    /** Octets from the start of this reader's structure. */
    public int position() {
        return next - from;
    }

    public int remaining() {
        return to - next;
    }

    public int u8(String field) {
        return Byte.toUnsignedInt(octets[take(field, 1)]);
    }

    public int u16le(String field) {
        return (int) littleEndian(field, 2);
    }

    /** Unsigned 32-bit, 0–4 294 967 295. */
    public long u32le(String field) {
        return littleEndian(field, 4);
    }

    /** Raw 64 bits; compare with {@link Long#compareUnsigned}. */
    public long u64le(String field) {
        return littleEndian(field, 8);
    }

    public int u16be(String field) {
        return (int) bigEndian(field, 2);
    }

    public long u32be(String field) {
        return bigEndian(field, 4);
    }

    public long u64be(String field) {
        return bigEndian(field, 8);
    }

    public Bytes bytes(String field, long length) {
        int start = take(field, length);
        return Bytes.copyOfRange(octets, start, next);
    }

    /** A reader over the next {@code length} octets, which this reader then stands behind. */
    public ByteReader slice(String field, long length) {
        int start = take(field, length);
        return new ByteReader(octets, start, next);
    }

    /** Everything that is left. */
    public Bytes rest() {
        return bytes("rest", remaining());
    }

    public void skip(String field, long length) {
        take(field, length);
    }

    /** Refuses octets behind the last field (style rule: unknown is refused). */
    public void end(String structure) {
        if (next != to) {
            throw new MalformedException(structure, position(), remaining() + " bytes follow its end");
        }
    }

    private long littleEndian(String field, int length) {
        int start = take(field, length);
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedLong(octets[start + i]);
        }
        return value;
    }

    private long bigEndian(String field, int length) {
        int start = take(field, length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | Byte.toUnsignedLong(octets[start + i]);
        }
        return value;
    }

    private int take(String field, long length) {
        if (length < 0 || length > to - next) {
            throw new MalformedException(field, position(),
                    "needs " + Long.toUnsignedString(length) + " bytes, " + remaining() + " are left");
        }
        int start = next;
        next += (int) length;
        return start;
    }
}
