package dev.assay.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("EV-06")
class Base64UrlTest {
    @Property(tries = 300)
    void readsWhatItWrote(@ForAll byte[] octets) {
        assertEquals(Bytes.copyOf(octets), Base64Url.decode("field", Base64Url.encode(octets)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AB==", "A+/A", "AA\n", "AB", "A", "AAAAA", " AA", "A A", "AAé", "AA=", "="})
    void refusesWhatIsNotExactlyBase64url(String text) {
        assertThrows(MalformedException.class, () -> Base64Url.decode("field", text));
    }

    @ParameterizedTest
    @CsvSource({"AA==, 00", "AAE=, 0001", "AAEC, 000102", "AA, 00"})
    void toleratesExactlyThePaddingSomeClientsSend(String text, String hex) {
        assertEquals(Bytes.hex(hex), Base64Url.decodePadded("field", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA=", "AAE==", "AAEC=", "AA===", "A===", "=AA="})
    void refusesPaddingThatCompletesNothing(String text) {
        assertThrows(MalformedException.class, () -> Base64Url.decodePadded("field", text));
    }

    @Test
    void namesTheCommonMistake() {
        assertHint("AA+A", "standard base64");
        assertHint("-----BEGIN CERTIFICATE-----", "PEM");
        assertHint("AA AA", "white space");
    }

    private static void assertHint(String text, String hint) {
        String message = assertThrows(MalformedException.class, () -> Base64Url.decode("quote", text)).getMessage();
        assertTrue(message.startsWith("quote: ") && message.contains(hint), message);
    }
}
