package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The members of one object of a tenant's statement, each of its type; a member not known is refused. */
final class Members {
    private final String path;
    private final JsonObject object;

    Members(String path, JsonObject object, Set<String> known) {
        this.path = path;
        this.object = object;
        object.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new MalformedException(path, "has a member that is not known; its members are "
                    + String.join(", ", known.stream().sorted().toList()));
        });
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> refuse(name, "is missing"));
    }

    Optional<String> optionalText(String name) {
        return member(name).map(value -> string(name, value));
    }

    boolean flag(String name) {
        return member(name).map(value -> switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            case ARRAY, OBJECT, STRING, NUMBER, NULL -> throw refuse(name, "is true or false");
        }).orElseThrow(() -> refuse(name, "is missing"));
    }

    /** Standard base64 with its padding, in the one spelling the octets have. */
    Optional<Bytes> base64(String name) {
        return optionalText(name).map(text -> {
            try {
                Bytes octets = Bytes.copyOf(Base64.getDecoder().decode(text));
                if (base64(octets).equals(text))
                    return octets;
            } catch (IllegalArgumentException refused) {
                // Told below, as for another spelling.
            }
            throw refuse(name, "is not base64 with padding");
        });
    }

    static String base64(Bytes octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }

    /** A SHA-256 as 64 lower-case hexadecimal digits. */
    Optional<Bytes> digest(String name) {
        return optionalText(name).map(text -> digest(name, text));
    }

    List<Bytes> digests(String name) {
        List<Bytes> digests = new ArrayList<>();
        array(name).forEach(value -> digests.add(digest(name, string(name, value))));
        return digests;
    }

    List<Members> objects(String name, Set<String> known) {
        List<Members> objects = new ArrayList<>();
        for (JsonValue value : array(name)) {
            if (!(value instanceof JsonObject one))
                throw refuse(name, "is an array of objects");
            objects.add(new Members(path + "." + name + "[" + objects.size() + "]", one, known));
        }
        return objects;
    }

    Optional<Members> object(String name, Set<String> known) {
        return member(name).map(value -> {
            if (value instanceof JsonObject one)
                return new Members(path + "." + name, one, known);
            throw refuse(name, "is an object");
        });
    }

    MalformedException refuse(String name, String expectation) {
        return new MalformedException(path + "." + name, expectation);
    }

    private JsonArray array(String name) {
        return member(name).map(value -> {
            if (value instanceof JsonArray array)
                return array;
            throw refuse(name, "is an array");
        }).orElse(JsonValue.EMPTY_JSON_ARRAY);
    }

    private Bytes digest(String name, String text) {
        if (!text.matches("[0-9a-f]{64}"))
            throw refuse(name, "is a SHA-256 as 64 lower-case hexadecimal digits");
        return Bytes.hex(text);
    }

    private String string(String name, JsonValue value) {
        if (value instanceof JsonString string)
            return string.getString();
        throw refuse(name, "is text");
    }

    private Optional<JsonValue> member(String name) {
        return Optional.ofNullable(object.get(name));
    }
}
