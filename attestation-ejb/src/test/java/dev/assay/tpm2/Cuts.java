package dev.assay.tpm2;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.function.Function;

/** A structure is read whole, and refused at every shorter length and with one octet more. */
final class Cuts {
    private Cuts() {}

    static void refused(Bytes whole, Function<Bytes, ?> reader) {
        assertNotNull(reader.apply(whole));
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            assertThrows(MalformedException.class, () -> reader.apply(cut), "cut to " + length);
        }
        assertThrows(MalformedException.class, () -> reader.apply(whole.concat(Bytes.hex("00"))));
    }
}
