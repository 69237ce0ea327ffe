package dev.assay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.bytes.Bytes;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-05")
class RawMemberTest {
    private static final List<String> NAMES = List.of("a", "jwk", "k\\u0065y", "\\\"", "\\\\", "é", "x y", "{", "");

    @Test
    void keepsWhiteSpaceOrderAndEscapesAsSent() {
        String json = " { \"x\" : [ 1 , \"]}\" ] , \"att\" :\n{ \"\\u006awk\"\t: { \"n\" : \"A\\u0041\" , \"e\":\"AQAB\" }  } } ";
        assertEquals(Optional.of("{ \"n\" : \"A\\u0041\" , \"e\":\"AQAB\" }"),
                RawMember.find(json, List.of("att", "jwk")));
        assertEquals(Optional.of("\"]}\""), RawMember.find(json, List.of("x", "1")));
        assertEquals(Optional.empty(), RawMember.find(json, List.of("x", "2")));
        assertEquals(Optional.empty(), RawMember.find(json, List.of("att", "jwk", "q")));
        assertEquals(Optional.empty(), RawMember.find(json, List.of("x", "1", "0")));
    }

    /** Every value of 2000 made-up documents: the text found, read again, is the value the parser saw there. */
    @Test
    void findsWhatTheParserFinds() {
        Random random = new Random(20261124);
        int compared = 0;
        for (int i = 0; i < 2000; i++) {
            String text = object(random, 4);
            JsonObject parsed;
            try {
                parsed = StrictJson.object("text", Bytes.utf8(text));
            } catch (dev.assay.bytes.MalformedException duplicate) {
                continue;
            }
            compared += compare(text, List.of(), parsed);
        }
        assertEquals(true, compared > 5_000, "compared only " + compared);
    }

    private static int compare(String text, List<String> path, JsonValue value) {
        String raw = RawMember.find(text, path).orElseThrow();
        assertEquals(value, StrictJson.document("raw", raw).orElseThrow());
        assertEquals(raw.strip(), raw, "no white space around it");
        int compared = 1;
        if (value instanceof JsonObject object) {
            for (String name : object.keySet()) {
                compared += compare(text, with(path, name), object.get(name));
            }
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                compared += compare(text, with(path, String.valueOf(i)), array.get(i));
            }
        } else if (value instanceof JsonString) {
            assertEquals('"', raw.charAt(0));
        }
        return compared;
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static String object(Random random, int depth) {
        StringBuilder text = new StringBuilder(space(random)).append('{').append(space(random));
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            text.append(i == 0 ? "" : ",").append(space(random)).append('"')
                    .append(NAMES.get(random.nextInt(NAMES.size()))).append('"').append(space(random)).append(':')
                    .append(value(random, depth - 1));
        }
        return text.append('}').append(space(random)).toString();
    }

    private static String value(Random random, int depth) {
        return space(random) + switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> "-1.5e3";
            case 1 -> "true";
            case 2 -> "null";
            case 3 -> "\"" + NAMES.get(random.nextInt(NAMES.size())) + "\\n]},\"";
            case 4 -> "[]";
            case 5 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> object(random, depth);
        } + space(random);
    }

    private static String space(Random random) {
        return List.of("", "", " ", "\n", "\t \r").get(random.nextInt(5));
    }
}
