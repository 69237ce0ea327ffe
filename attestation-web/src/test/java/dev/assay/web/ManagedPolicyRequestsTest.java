package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedPolicyRequestsTest {
    @Test
    void takesTheNumberOfChangesNoneAmongThem() {
        assertEquals(OptionalInt.of(0), ManagedPolicyRequests.expected("\"0\""));
        assertEquals(OptionalInt.of(12), ManagedPolicyRequests.expected(" \"12\" "));
        assertEquals(OptionalInt.empty(), ManagedPolicyRequests.expected(null));
        assertEquals(OptionalInt.empty(), ManagedPolicyRequests.expected("*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "W/\"1\"", "\"01\"", "\"x\"", "\"-1\"", "\"1234567890\"", "\"1\", \"2\""})
    void aTagThatWasNeverGivenOutMatchesNothing(String header) {
        assertEquals(OptionalInt.of(-1), ManagedPolicyRequests.expected(header));
    }

    @Test
    void readsANoteAsItWasSent() {
        assertEquals(Optional.empty(), ManagedPolicyRequests.note(List.of()));
        assertEquals(Optional.of(""), ManagedPolicyRequests.note(List.of("")));
        assertEquals(Optional.of("neue Größe: a+b \uD83D\uDE00"),
                ManagedPolicyRequests.note(List.of("neue+Gr%C3%B6%C3%9Fe:%20a%2Bb%20%F0%9F%98%80")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C3", "%ED%A0%80", "%C0%AF", "%", "%zz"})
    void rejectsANoteThatIsNotUtf8(String encoded) {
        String message = assertThrows(MalformedException.class, () -> ManagedPolicyRequests.note(List.of(encoded)))
                .getMessage();
        assertTrue(message.startsWith("note: "), message);
    }

    @Test
    void rejectsTwoNotes() {
        assertThrows(MalformedException.class, () -> ManagedPolicyRequests.note(List.of("a", "b")));
    }

    @Test
    void readsWhereAPageBegins() {
        assertEquals(OptionalInt.empty(), ManagedPolicyRequests.before(null));
        assertEquals(OptionalInt.of(7), ManagedPolicyRequests.before("7"));
        for (String wrong : List.of("", "0", "-1", "x", "07", "1234567890"))
            assertThrows(MalformedException.class, () -> ManagedPolicyRequests.before(wrong), wrong);
    }
}
