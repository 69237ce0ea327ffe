package dev.assay.emulator.sgx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** JSON without white space, member by member in the order given. Strings here need no escapes: hex, dates and names. */
final class JsonText {
    private JsonText() {}

    static String object(String... members) {
        return Arrays.stream(members).filter(member -> !member.isEmpty()).collect(Collectors.joining(",", "{", "}"));
    }

    static String array(List<String> values) {
        return "[" + String.join(",", values) + "]";
    }

    static String member(String name, String rawValue) {
        return quoted(name) + ":" + rawValue;
    }

    static String member(String name, long value) {
        return member(name, Long.toString(value));
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** A member that is left out where the list is empty, as Intel does with {@code advisoryIDs}. */
    static String unlessEmpty(String name, List<String> texts) {
        return texts.isEmpty() ? "" : member(name, array(texts.stream().map(JsonText::quoted).toList()));
    }
}
