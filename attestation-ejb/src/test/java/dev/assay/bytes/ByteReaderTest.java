package dev.assay.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("EV-03")
class ByteReaderTest {
    private static final Bytes OCTETS = Bytes.hex("0102030405060708");

    @Test
    void readsBothEndiannesses() {
        assertEquals(0x0201, OCTETS.reader().u16le("f"));
        assertEquals(0x0102, OCTETS.reader().u16be("f"));
        assertEquals(0x04030201L, OCTETS.reader().u32le("f"));
        assertEquals(0x01020304L, OCTETS.reader().u32be("f"));
        assertEquals(0x0807060504030201L, OCTETS.reader().u64le("f"));
        assertEquals(0x0102030405060708L, OCTETS.reader().u64be("f"));
    }

    @Test
    void readsHighOctetsAsUnsigned() {
        ByteReader in = Bytes.hex("ffffffffffffffff").reader();
        assertEquals(255, in.u8("f"));
        assertEquals(0xffff, in.u16le("f"));
        assertEquals(0xffff_ffffL, in.u32be("f"));
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, 1L << 32, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void comparesALengthWithWhatIsLeftBeforeItAllocates(long length) {
        MalformedException refused = assertThrows(MalformedException.class,
                () -> OCTETS.reader().bytes("data", length));
        assertEquals("data", refused.field());
        assertEquals(0, refused.offset());
    }

    @Test
    void refusesOctetsBehindTheLastField() {
        ByteReader in = OCTETS.reader();
        in.skip("most", 7);
        assertThrows(MalformedException.class, () -> in.end("structure"));
        in.u8("last");
        in.end("structure");
    }

    @Test
    void aSliceEndsWhereItEnds() {
        ByteReader in = OCTETS.reader();
        ByteReader slice = in.slice("slice", 2);
        assertEquals(0x0201, slice.u16le("f"));
        assertThrows(MalformedException.class, () -> slice.u8("beyond"));
        assertEquals(3, in.u8("after"));
    }
}
