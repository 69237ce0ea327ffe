package dev.assay.emulator.sgx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.SoundParts.Part;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VariationTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30Z");
    /** The reader of the tests takes every octet behind the quote, and a missing NUL, for a fault. */
    private static final Set<Variation> AT_THE_END = EnumSet.of(Variation.PADDED_WITH_70_ZEROS,
            Variation.PADDED_WITH_64_KIB, Variation.CHAIN_WITHOUT_NUL);

    private final EmulatedAttester attester = EmulatedAttester.create(NOW);

    @ParameterizedTest
    @EnumSource
    void leavesEveryPartSound(Variation variation) {
        Set<Part> broken = new SoundParts(attester.with(variation, NOW), NOW).broken();
        if (AT_THE_END.contains(variation))
            broken.removeAll(EnumSet.of(Part.LENGTHS, Part.CHAIN));
        assertEquals(Set.of(), broken);
    }

    /** What a report says of the platform's TCB is not what its certificate says. */
    @Test
    @Tag("SG-04")
    void reportsStateAnotherCpuSvnThanTheCertificate() {
        assertNotEquals(attester.platform().facts().cpuSvn(), attester.platform().facts().reportedCpuSvn());
    }

    @Test
    @Tag("SG-12")
    void kssFieldsStandWhereTheManualPutsThem() {
        EmulatedEnclave enclave = EmulatedEnclave.sample().withKss(Kss.sample());
        Octets quote = attester.withEnclave(enclave).quote(ReportData.empty());
        assertEquals(Kss.sample().extProdId(), quote.slice(48 + 32, 48 + 48));
        assertEquals(Kss.sample().configId(), quote.slice(48 + 192, 48 + 256));
        assertEquals(Octets.hex("0700"), quote.slice(48 + 260, 48 + 262));
        assertEquals(Kss.sample().familyId(), quote.slice(48 + 304, 48 + 320));
        assertEquals(Octets.hex("85"), quote.slice(96, 97));
    }

    @Test
    void enclavesIdentityStandsWhereTheChecklistPutsIt() {
        EmulatedEnclave enclave = EmulatedEnclave.sample().withProduct(0x1234, 0xfffe).withDebug(true);
        Octets quote = attester.withEnclave(enclave).quote(ReportData.binding(Octets.utf8("held")));
        assertEquals(enclave.mrEnclave(), quote.slice(112, 144));
        assertEquals(enclave.mrSigner(), quote.slice(176, 208));
        assertEquals(Octets.hex("3412feff"), quote.slice(304, 308));
        assertEquals(Octets.hex("07"), quote.slice(96, 97));
        assertEquals(Octets.utf8("held").sha256().then(Octets.zero(32)), quote.slice(368, 432));
    }
}
