package dev.assay.impact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.HeldData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptInputTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.123456789Z");

    private static List<KeptInput> inputs() {
        List<Optional<HeldData>> held = List.of(Optional.empty(),
                Optional.of(new HeldData(Bytes.EMPTY, HeldData.Kind.BINARY)),
                Optional.of(new HeldData(Bytes.utf8("{\"a\":1}"), HeldData.Kind.JSON)));
        List<KeptInput> inputs = new ArrayList<>();
        for (Optional<HeldData> runtime : held)
            for (Optional<HeldData> initTime : held)
                for (Optional<String> nonce : List.of(Optional.<String>empty(), Optional.of(""), Optional.of("é")))
                    inputs.add(new KeptInput(new AppraisalRequest(AttestationType.OPEN_ENCLAVE, Bytes.utf8("quote"),
                            runtime, initTime, nonce), AT));
        return inputs;
    }

    @Test
    void isReadAsItWasWritten() {
        for (KeptInput input : inputs())
            assertEquals(input, KeptInput.read(AttestationType.OPEN_ENCLAVE, input.write()));
    }

    @Test
    void refusesWhatIsCutShortOrLonger() {
        for (KeptInput input : inputs()) {
            Bytes whole = input.write();
            for (int length = 0; length < whole.length(); length++) {
                Bytes part = whole.slice(0, length);
                assertThrows(MalformedException.class, () -> KeptInput.read(AttestationType.OPEN_ENCLAVE, part));
            }
            assertThrows(MalformedException.class,
                    () -> KeptInput.read(AttestationType.OPEN_ENCLAVE, whole.concat(Bytes.hex("00"))));
        }
    }

    @Test
    void refusesAnotherVersion() {
        Bytes whole = inputs().getFirst().write();
        assertThrows(MalformedException.class, () -> KeptInput.read(AttestationType.OPEN_ENCLAVE,
                Bytes.hex("02").concat(whole.slice(1, whole.length()))));
    }
}
