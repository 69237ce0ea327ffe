package dev.assay.tpm2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationKeyTest {
    private static final int ATTESTATION_KEY = 0x00050032;
    /** The base point of P-256. */
    private static final String POINT = "0020" + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
            + "0020" + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 16, 18, 17})
    @Tag("TP-07")
    void refusesKeyWithOneAttributeChanged(int bit) {
        area(ATTESTATION_KEY, POINT).checkAttestationKey();
        TpmPublic changed = area(ATTESTATION_KEY ^ 1 << bit, POINT);
        assertEquals("objectAttributes", assertThrows(MalformedException.class, changed::checkAttestationKey).field());
    }

    @Test
    void refusesPointOffItsCurve() {
        String off = POINT.substring(0, POINT.length() - 1) + "4";
        assertEquals("unique.ecc",
                assertThrows(MalformedException.class, () -> area(ATTESTATION_KEY, off)).field());
    }

    @Test
    void refusesReservedAttribute() {
        assertThrows(MalformedException.class, () -> area(ATTESTATION_KEY | 1, POINT));
    }

    private static TpmPublic area(int attributes, String point) {
        return TpmPublic.read(Bytes.hex("0023000b%08x".formatted(attributes) + "0000" + "0010" + "0018000b" + "0003"
                + "0010" + point));
    }
}
