package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * A PCS document: {@code {"<name>":{…},"signature":"<128 hex digits>"}}. The inner object is cut out of the text as
 * received, because the signature is over those octets and not over their meaning (CO-01).
 *
 * @param signed the inner object's octets
 * @param signature r ‖ s, 64 octets
 */
record SignedJson(Bytes signed, Bytes signature) {
    private static final int SIGNATURE_LENGTH = 64;

    static SignedJson read(String name, Bytes document) {
        // Strict first: duplicates, depth and alphabet are settled before anything is cut.
        JsonObject whole = StrictJson.object(name, document);
        if (whole.size() != 2 || !whole.containsKey(name) || !whole.containsKey("signature")) {
            throw new MalformedException(name, "document must have the members " + name + " and signature, no others");
        }
        JsonFields fields = new JsonFields("document", whole);
        fields.object(name);
        Bytes signature = signature(fields.text("signature"));
        String inner = members(StrictJson.decode(name, document)).get(name);
        if (inner == null)
            throw new MalformedException(name, "must be written without escapes");
        return new SignedJson(Bytes.utf8(inner), signature);
    }

    private static Bytes signature(String digits) {
        if (!digits.matches("[0-9a-fA-F]{" + 2 * SIGNATURE_LENGTH + "}")) {
            throw new MalformedException("signature", "is not 64 octets in hexadecimal");
        }
        return Bytes.hex(digits);
    }

    /** Raw text of each top-level member of a text already known to be one JSON object. */
    private static Map<String, String> members(String text) {
        Map<String, String> members = new HashMap<>();
        int at = text.indexOf('{') + 1;
        while (true) {
            at = skipSpace(text, at);
            int nameEnd = endOfString(text, at);
            String name = text.substring(at + 1, nameEnd - 1);
            int start = skipSpace(text, text.indexOf(':', nameEnd) + 1);
            int end = endOfValue(text, start);
            members.put(name, text.substring(start, end));
            at = skipSpace(text, end);
            if (text.charAt(at++) == '}')
                return members;
        }
    }

    private static int endOfValue(String text, int start) {
        if (text.charAt(start) == '"')
            return endOfString(text, start);
        int depth = 0;
        int at = start;
        do {
            char c = text.charAt(at);
            if (c == '"') {
                at = endOfString(text, at);
                continue;
            }
            if (c == '{' || c == '[')
                depth++;
            if (c == '}' || c == ']')
                depth--;
            at++;
        } while (depth > 0);
        return at;
    }

    /** Position behind the closing quotation mark of the string that starts at {@code start}. */
    private static int endOfString(String text, int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int skipSpace(String text, int at) {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
