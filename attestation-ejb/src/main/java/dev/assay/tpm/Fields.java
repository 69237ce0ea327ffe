package dev.assay.tpm;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One JSON object's members, each read as the contract has it; {@code null} counts as absent. @param path in messages */
record Fields(String path, JsonObject json) {
    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> value != JsonValue.NULL);
    }

    Optional<String> text(String name, int longest) {
        return value(name).map(value -> {
            if (!(value instanceof JsonString string))
                throw refuse(name, "is not text");
            if (string.getChars().length() > longest)
                throw refuse(name, "is longer than " + longest + " characters");
            return string.getString();
        });
    }

    /** Base64url, with or without padding. */
    Optional<Bytes> octets(String name) {
        return text(name, Integer.MAX_VALUE).map(text -> Base64Url.decodePadded(path(name), text));
    }

    Bytes demandOctets(String name) {
        return octets(name).orElseThrow(() -> refuse(name, "is missing"));
    }

    /** As {@link #octets}; empty text counts as absent. */
    Optional<Bytes> someOctets(String name) {
        return octets(name).filter(octets -> octets.length() > 0);
    }

    int demandWhole(String name, int largest) {
        return value(name).map(value -> {
            if (!(value instanceof JsonNumber number) || !number.isIntegral()
                    || number.bigIntegerValue().signum() < 0
                    || number.bigIntegerValue().compareTo(java.math.BigInteger.valueOf(largest)) > 0)
                throw refuse(name, "is not a whole number from 0 to " + largest);
            return number.intValue();
        }).orElseThrow(() -> refuse(name, "is missing"));
    }

    Optional<Fields> object(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonObject object)
                return new Fields(path(name), object);
            throw refuse(name, "is not an object");
        });
    }

    Fields demandObject(String name) {
        return object(name).orElseThrow(() -> refuse(name, "is missing"));
    }

    /** Elements that are objects; none where the member is absent. */
    List<Fields> objects(String name, int most) {
        return elements(name, most, (at, value) -> {
            if (value instanceof JsonObject object)
                return new Fields(at, object);
            throw new MalformedException(at, "is not an object");
        });
    }

    /** Elements that are base64url. */
    List<Bytes> octetList(String name, int most) {
        return elements(name, most, (at, value) -> {
            if (value instanceof JsonString string)
                return Base64Url.decodePadded(at, string.getString());
            throw new MalformedException(at, "is not text");
        });
    }

    private <T> List<T> elements(String name, int most, java.util.function.BiFunction<String, JsonValue, T> each) {
        Function<JsonValue, List<T>> read = value -> {
            if (!(value instanceof JsonArray array))
                throw refuse(name, "is not an array");
            if (array.size() > most)
                throw refuse(name, "has more than " + most + " elements");
            return IntStream.range(0, array.size())
                    .mapToObj(i -> each.apply(path(name) + "[" + i + "]", array.get(i))).toList();
        };
        return value(name).map(read).orElse(List.of());
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    MalformedException refuse(String name, String what) {
        return new MalformedException(path(name), what);
    }
}
