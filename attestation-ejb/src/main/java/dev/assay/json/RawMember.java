package dev.assay.json;

import java.util.List;
import java.util.Optional;

/**
 * The text of one value within a JSON text exactly as it stands there, white space inside it included: for what is hashed
 * as sent. Finds members; judges nothing.
 */
public final class RawMember {
    private static final String SPACE = " \t\r\n";
    private static final String BLANK_OR_END = SPACE + ",]}";

    private final String json;
    private int next;

    private RawMember(String json) {
        this.json = json;
    }

    /**
     * @param json one that {@link StrictJson} has read: nothing is checked again
     * @param path member names, and for elements of arrays their decimal index
     * @return empty where there is no such value
     */
    public static Optional<String> find(String json, List<String> path) {
        RawMember scan = new RawMember(json);
        scan.space();
        for (String step : path) {
            if (!scan.enter(step))
                return Optional.empty();
        }
        int start = scan.next;
        scan.value();
        return Optional.of(json.substring(start, scan.next));
    }

    /** From the start of a value to the start of the one named in it. */
    private boolean enter(String step) {
        return switch (json.charAt(next)) {
            case '{' -> member(step);
            case '[' -> element(step);
            default -> false;
        };
    }

    private boolean member(String name) {
        next++;
        space();
        while (json.charAt(next) != '}') {
            String found = name();
            space();
            next++;
            space();
            if (found.equals(name))
                return true;
            value();
            comma();
        }
        return false;
    }

    private boolean element(String index) {
        next++;
        space();
        for (int i = 0; json.charAt(next) != ']'; i++) {
            if (String.valueOf(i).equals(index))
                return true;
            value();
            comma();
        }
        return false;
    }

    private void comma() {
        space();
        if (json.charAt(next) == ',')
            next++;
        space();
    }

    /** To the octet behind a value; depth was bounded by whoever read the text first. */
    private void value() {
        int depth = 0;
        do {
            char c = json.charAt(next);
            if (c == '"') {
                string();
            } else if (c == '{' || c == '[') {
                depth++;
                next++;
            } else if (c == '}' || c == ']') {
                depth--;
                next++;
            } else if (depth > 0) {
                next++;
            } else {
                literal();
            }
        } while (depth > 0);
    }

    private void literal() {
        while (next < json.length() && BLANK_OR_END.indexOf(json.charAt(next)) < 0) {
            next++;
        }
    }

    private void string() {
        next++;
        while (json.charAt(next) != '"') {
            next += json.charAt(next) == '\\' ? 2 : 1;
        }
        next++;
    }

    private String name() {
        int start = next;
        string();
        String raw = json.substring(start + 1, next - 1);
        return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    private static String unescaped(String raw) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                name.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            name.append(switch (escape) {
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> (char) Integer.parseInt(raw, i + 1, i + 5, 16);
                default -> escape;
            });
            i += escape == 'u' ? 4 : 0;
        }
        return name.toString();
    }

    private void space() {
        while (next < json.length() && SPACE.indexOf(json.charAt(next)) >= 0) {
            next++;
        }
    }
}
