package dev.assay.emulator.sgx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.assay.emulator.bytes.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("SG-11")
class OpenEnclaveReportTest {
    private static final Octets QUOTE = Octets.zero(0x0102);

    @Test
    void headerSaysVersionTypeAndWhatFollows() {
        assertEquals(Octets.hex("01000000" + "02000000" + "0201000000000000").then(QUOTE),
                OpenEnclaveReport.around(QUOTE));
    }

    @ParameterizedTest
    @EnumSource
    void mistakesChangeTheHeaderAlone(OpenEnclaveMistake mistake) {
        Octets wrong = mistake.around(QUOTE);
        assertNotEquals(OpenEnclaveReport.around(QUOTE).slice(0, 16), wrong.slice(0, 16));
        assertEquals(QUOTE, wrong.slice(16, wrong.length()));
    }
}
