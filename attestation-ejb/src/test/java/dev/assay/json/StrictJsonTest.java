package dev.assay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("JW-05")
@Tag("DO-03")
class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "null", "{", "{\"a\":1", "{\"a\":1}{}", "{\"a\":1} x", "{\"a\":1,\"a\":1}",
            "{\"a\":{\"b\":1,\"b\":2}}", "{\"a\":NaN}", "{\"a\":01}", "{'a':1}", "{\"a\":1,}",
            "{\"\\u0061\":1,\"a\":2}",
            "{\"a\":\"\\ud800\"}", "{\"\\udc00\":1}", "{\"a\":1e129}", "{\"a\":1e-129}", "{\"a\":1e999999999}",
            "{\"a\":\"\t\"}", "{a:1}", "{\"a\":1//c\n}"})
    void refusesWhatIsNotOneStrictObject(String text) {
        assertThrows(MalformedException.class, () -> StrictJson.object("body", Bytes.utf8(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"efbbbf7b7d", "7b2261223a22ff227d", "7b2261223a22c080227d", "7b2261223a22eda080227d"})
    void refusesWhatIsNotStrictUtf8(String hex) {
        assertThrows(MalformedException.class, () -> StrictJson.object("body", Bytes.hex(hex)));
    }

    @Test
    void boundsDepthMembersAndDigits() {
        StrictJson.object("body", nested(32));
        assertThrows(MalformedException.class, () -> StrictJson.object("body", nested(33)));
        assertThrows(MalformedException.class, () -> StrictJson.object("body", nested(100_000)));
        StrictJson.object("body", Bytes.utf8("{\"a\":[" + "1,".repeat(9_998) + "1]}"));
        Bytes many = Bytes.utf8("{\"a\":[" + "1,".repeat(10_000) + "1]}");
        assertThrows(MalformedException.class, () -> StrictJson.object("body", many));
        Bytes digits = Bytes.utf8("{\"a\":" + "1".repeat(65) + "}");
        assertThrows(MalformedException.class, () -> StrictJson.object("body", digits));
    }

    @Test
    void bracketsInsideStringsAreNoDepth() {
        JsonObject object = StrictJson.object("body", Bytes.utf8("{\"a\":\"" + "[\\\"{".repeat(100) + "\"}"));
        assertEquals(300, object.getString("a").length());
    }

    @Test
    void foldsARequestsNamesAndRefusesTwoSpellings() {
        assertEquals("x", StrictJson.request("body", Bytes.utf8("{\"RunTimeData\":\"x\"}")).getString("runtimedata"));
        Bytes twice = Bytes.utf8("{\"runtimeData\":1,\"runTimeData\":2}");
        assertThrows(MalformedException.class, () -> StrictJson.request("body", twice));
        assertEquals(2, StrictJson.object("body", twice).size());
    }

    @Test
    void writesSortedAsciiWithoutSpace() {
        JsonObject object = StrictJson.object("body",
                Bytes.utf8("{ \"b\" : [1, 2.50, true, null], \"a\" : {\"é\": \"\\u20ac\\n\\\"\"} }"));
        assertEquals("{\"a\":{\"\\u00e9\":\"\\u20ac\\n\\\"\"},\"b\":[1,2.50,true,null]}", CanonicalJson.write(object));
    }

    private static Bytes nested(int depth) {
        return Bytes.utf8("{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}");
    }
}
