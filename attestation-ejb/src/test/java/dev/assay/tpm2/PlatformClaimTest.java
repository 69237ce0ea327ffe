package dev.assay.tpm2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import org.junit.jupiter.api.Test;

class PlatformClaimTest {
    private static final Bytes PARTS = Bytes.copyOf(new byte[480]).concat(Bytes.hex("aabbccddee"));

    @Test
    void readsVersionOneAndNothingShorterOrLonger() {
        Bytes claim = claim("e001000002000000", "0200000001000000");
        PlatformClaim read = PlatformClaim.read(claim);
        assertEquals(TpmHash.SHA1, read.bank());
        assertEquals(24, read.pcrs().size());
        assertEquals(Bytes.hex("aabb"), read.quote());
        assertEquals(Bytes.hex("ccdd"), read.signature());
        assertEquals(Bytes.hex("ee"), read.log());
        Cuts.refused(claim, PlatformClaim::read);
    }

    @Test
    void refusesLengthBeyondTheContainer() {
        assertThrows(MalformedException.class, () -> PlatformClaim.read(claim("e0010000ffffffff", "0200000001000000")));
    }

    private static Bytes claim(String first, String second) {
        return Bytes.utf8("PADS").concat(Bytes.hex("020000001c000000" + first + second)).concat(PARTS);
    }
}
