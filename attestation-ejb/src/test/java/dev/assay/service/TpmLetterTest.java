package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TpmLetterTest {
    @Test
    void answersInTheStyleAsked() {
        TpmLetter wrapped = read("{\"payload\":{\"type\":\"aikcert\"}}");
        assertEquals(new TpmLetter(true, new TpmMessage.Init()), wrapped);
        assertEquals("{\"payload\":{}}", wrapped.answer(JsonValue.EMPTY_JSON_OBJECT));
        TpmLetter bare = read("{\"Type\":\"aikcert\"}");
        assertEquals(new TpmLetter(false, new TpmMessage.Init()), bare);
        assertEquals("{}", bare.answer(JsonValue.EMPTY_JSON_OBJECT));
    }

    @Test
    void namesTheKnownTypesWhereOneIsNot() {
        String why = assertThrows(MalformedException.class, () -> read("{\"type\":\"aik\"}")).getMessage();
        assertTrue(why.contains("aikcert and aikpub"), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"payload\":1}", "{\"type\":1}",
            "{\"type\":\"aikcert\",\"TYPE\":\"aikcert\"}",
            "{\"request\":\"e30\"}", "{\"request\":\"{}\"}", "{\"request\":\"a.b.c.d\"}",
            "{\"request\":\"a.b.c\",\"type\":\"aikcert\"}", "{\"type\":\"aikpub\"}",
            "{\"type\":\"aikpub\",\"secret\":\"AA\"}"})
    void refusesWhatIsNoMessage(String json) {
        assertThrows(MalformedException.class, () -> read(json));
    }

    private static TpmLetter read(String json) {
        return TpmLetter.read(Bytes.utf8(json));
    }
}
