package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.TcbStatus;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Typed access to a document's members; every miss names the member and what it must be. */
record JsonFields(String path, JsonObject object) {
    String text(String name) {
        if (object.get(name) instanceof JsonString string)
            return string.getString();
        throw wrong(name, "must be a string");
    }

    long whole(String name, long max) {
        if (object.get(name) instanceof JsonNumber number && number.isIntegral()
                && number.bigDecimalValue().scale() == 0) {
            long value = number.bigIntegerValue().bitLength() < 63 ? number.longValue() : -1;
            if (value >= 0 && value <= max)
                return value;
        }
        throw wrong(name, "must be a whole number between 0 and " + max);
    }

    Bytes hex(String name, int octets) {
        String digits = text(name);
        if (digits.matches("[0-9a-fA-F]{" + 2 * octets + "}"))
            return Bytes.hex(digits);
        throw wrong(name, "must be " + octets + " octets in hexadecimal");
    }

    /** {@code 2025-06-19T10:56:11Z}, UTC only. */
    Instant instant(String name) {
        String text = text(name);
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
                return Instant.parse(text);
        } catch (DateTimeParseException refused) {
            // falls through to the one message
        }
        throw wrong(name, "must be an instant such as 2025-06-19T10:56:11Z");
    }

    /** CO-05: an unknown status is not a status. */
    TcbStatus status(String name) {
        return TcbStatus.named(text(name)).orElseThrow(() -> wrong(name, "is not a TCB status this release knows"));
    }

    JsonFields object(String name) {
        if (object.get(name) instanceof JsonObject inner)
            return new JsonFields(path + "." + name, inner);
        throw wrong(name, "must be an object");
    }

    /** Objects of a non-empty array. */
    List<JsonFields> objects(String name) {
        if (!(object.get(name) instanceof JsonArray array) || array.isEmpty()) {
            throw wrong(name, "must be a non-empty array");
        }
        List<JsonFields> found = new ArrayList<>();
        for (JsonValue element : array) {
            if (!(element instanceof JsonObject inner))
                throw wrong(name, "must hold objects only");
            found.add(new JsonFields(path + "." + name + "[" + found.size() + "]", inner));
        }
        return found;
    }

    /** Strings of an array that may be absent. */
    List<String> texts(String name) {
        if (!object.containsKey(name))
            return List.of();
        if (!(object.get(name) instanceof JsonArray array))
            throw wrong(name, "must be an array");
        List<String> found = new ArrayList<>();
        for (JsonValue element : array) {
            if (!(element instanceof JsonString string))
                throw wrong(name, "must hold strings only");
            found.add(string.getString());
        }
        return found;
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    MalformedException wrong(String name, String expectation) {
        return new MalformedException(path + "." + name, expectation);
    }
}
