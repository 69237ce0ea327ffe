package dev.assay.cli.explain;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The signs in front of lines. @param plain whether the terminal shows ASCII alone */
public record Marks(String yes, String no, String none, String fault, boolean plain) {
    static final Marks UNICODE = new Marks("✓", "✗", "·", "!", false);
    static final Marks ASCII = new Marks("+", "x", "-", "!", true);

    /** By the locale of the environment (POSIX 8.2): the first of its three variables that is set. */
    public static Marks of(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG").map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty()).findFirst().orElse("");
        return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8") ? UNICODE : ASCII;
    }
}
