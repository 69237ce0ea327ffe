package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON without white space, member by member in the order given; empty members are left out. */
final class Json {
    private Json() {}

    static String object(String... members) {
        return Stream.of(members).filter(member -> !member.isEmpty()).collect(Collectors.joining(",", "{", "}"));
    }

    static String array(List<String> values) {
        return "[" + String.join(",", values) + "]";
    }

    /** @param value JSON already */
    static String raw(String name, String value) {
        return quoted(name) + ":" + value;
    }

    static String text(String name, String value) {
        return raw(name, quoted(value));
    }

    /** base64url without padding. */
    static String octets(String name, Octets value) {
        return text(name, value.toBase64Url());
    }

    static String number(String name, long value) {
        return raw(name, Long.toString(value));
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\')
                quoted.append('\\').append((char) c);
            else if (c < 0x20)
                quoted.append("\\u%04x".formatted(c));
            else
                quoted.append((char) c);
        });
        return quoted.append('"').toString();
    }
}
