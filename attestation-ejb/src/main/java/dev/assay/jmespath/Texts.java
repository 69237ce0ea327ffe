package dev.assay.jmespath;

import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.List;

/** The functions on strings, which are code points, compared without normalisation (PO-07). */
final class Texts {
    private Texts() {}

    static JsonValue startsWith(Arguments arguments) {
        String text = arguments.text(0);
        String start = arguments.text(1);
        arguments.steps().characters(start.length());
        return Values.flag(text.startsWith(start));
    }

    static JsonValue endsWith(Arguments arguments) {
        String text = arguments.text(0);
        String end = arguments.text(1);
        arguments.steps().characters(end.length());
        return Values.flag(text.endsWith(end));
    }

    /** why: A to Z alone are folded; else ſ would pass for s, and the sign for kelvin for k (PO-07). */
    static JsonValue equalsIgnoreCase(Arguments arguments) {
        String left = arguments.text(0);
        String right = arguments.text(1);
        arguments.steps().characters(Math.min(left.length(), right.length()));
        boolean equal = left.length() == right.length();
        for (int i = 0; equal && i < left.length(); i++) {
            equal = folded(left.charAt(i)) == folded(right.charAt(i));
        }
        return Values.flag(equal);
    }

    static JsonValue join(Arguments arguments) {
        String glue = arguments.text(0);
        List<String> texts = arguments.texts(1);
        long characters = (long) glue.length() * Math.max(0, texts.size() - 1);
        for (String text : texts) {
            characters += text.length();
        }
        JsonText.checkLength(characters);
        arguments.steps().characters(characters);
        return Values.text(String.join(glue, texts));
    }

    static JsonValue toText(Arguments arguments) {
        JsonValue value = arguments.any(0);
        if (value.getValueType() == ValueType.STRING)
            return value;
        String text = JsonText.write(value);
        arguments.steps().characters(text.length());
        return Values.text(text);
    }

    static JsonValue type(Arguments arguments) {
        return Values.text(switch (arguments.type(0)) {
            case TRUE, FALSE -> "boolean";
            case NULL, NUMBER, STRING, ARRAY, OBJECT -> Arguments.lowerCase(arguments.type(0));
        });
    }

    /** The code points the other way round. */
    static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static char folded(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
