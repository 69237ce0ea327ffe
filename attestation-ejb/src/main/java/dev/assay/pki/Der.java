package dev.assay.pki;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.math.BigInteger;

/**
 * Reads DER (X.690) one element after the other. Definite, minimal lengths up to 2³¹−1 only; whatever else BER would
 * allow is {@link MalformedException}.
 */
public final class Der {
    public static final int INTEGER = 0x02;
    public static final int OCTET_STRING = 0x04;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int ENUMERATED = 0x0a;
    public static final int BOOLEAN = 0x01;
    public static final int SEQUENCE = 0x30;

    private final ByteReader in;
    private final String structure;

    private Der(ByteReader in, String structure) {
        this.in = in;
        this.structure = structure;
    }

    public static Der of(String structure, Bytes der) {
        return new Der(der.reader(), structure);
    }

    public boolean hasMore() {
        return in.remaining() > 0;
    }

    /** The next element, which must be a SEQUENCE, as a reader over its content. */
    public Der sequence(String field) {
        return new Der(in.slice(field, header(field, SEQUENCE)), field);
    }

    /** A two's-complement INTEGER in its shortest form (PK-07). */
    public BigInteger integer(String field) {
        return integer(field, INTEGER);
    }

    public int enumerated(String field) {
        return integer(field, ENUMERATED).intValueExact();
    }

    public boolean bool(String field) {
        Bytes content = in.bytes(field, header(field, BOOLEAN));
        if (content.length() != 1 || content.at(0) != 0 && content.at(0) != 0xff) {
            throw malformed(field, "is not a DER BOOLEAN");
        }
        return content.at(0) == 0xff;
    }

    public Bytes octets(String field) {
        return in.bytes(field, header(field, OCTET_STRING));
    }

    public Bytes octets(String field, int length) {
        Bytes content = octets(field);
        if (content.length() != length)
            throw malformed(field, "has " + content.length() + " octets, not " + length);
        return content;
    }

    /** The content octets of an OBJECT IDENTIFIER, compared as they are. */
    public Bytes objectIdentifier(String field) {
        return in.bytes(field, header(field, OBJECT_IDENTIFIER));
    }

    /** The next element whatever it is. */
    public Element element(String field) {
        int tag = in.u8(field);
        return new Element(tag, in.bytes(field, length(field)));
    }

    /** An element's identifier octet and its content. */
    public record Element(int tag, Bytes content) {}

    public void end() {
        in.end(structure);
    }

    private BigInteger integer(String field, int tag) {
        Bytes content = in.bytes(field, header(field, tag));
        boolean padded = content.length() > 1 && (content.at(0) == 0 && content.at(1) < 0x80
                || content.at(0) == 0xff && content.at(1) >= 0x80);
        if (content.length() == 0 || padded)
            throw malformed(field, "is not a DER INTEGER in its shortest form");
        return new BigInteger(content.toArray());
    }

    private long header(String field, int tag) {
        int found = in.u8(field);
        if (found != tag)
            throw malformed(field, "has tag 0x%02x, not 0x%02x".formatted(found, tag));
        return length(field);
    }

    private long length(String field) {
        int first = in.u8(field);
        if (first < 0x80)
            return first;
        int octets = first & 0x7f;
        if (octets == 0 || octets > 4)
            throw malformed(field, "has a length that is not DER");
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | in.u8(field);
        }
        if (length < 0x80 || length >> 8 * (octets - 1) == 0)
            throw malformed(field, "has a length that is not minimal");
        return length;
    }

    private MalformedException malformed(String field, String expectation) {
        return new MalformedException(field, in.position(), expectation);
    }
}
