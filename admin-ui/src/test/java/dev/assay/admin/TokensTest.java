package dev.assay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The style sheet's colours: contrast recomputed (WCAG 2.1, 1.4.3 and 1.4.11), and none outside the tokens. */
class TokensTest {
    private static final Pattern TOKEN = Pattern.compile("--([a-z-]+): (#[0-9A-F]{6});");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(|hsla?\\(");
    private static final String SHEET = read("/META-INF/resources/assay/console.css");
    private static final List<Map<String, String>> SETS = sets();

    @Test
    void hasOneLightSetAndTheSameDarkSetTwice() {
        assertEquals(3, SETS.size());
        assertEquals(19, SETS.getFirst().size());
        assertEquals(SETS.get(1), SETS.get(2));
        assertEquals(SETS.get(0).keySet(), SETS.get(1).keySet());
    }

    @ParameterizedTest
    @CsvSource({"text, surface, 16.0, 13.6", "text, hover, 13.6, 11.7", "muted, surface, 6.3, 7.4",
            "muted, hover, 5.4, 6.3", "accent, surface, 6.5, 7.6", "on-accent, accent, 6.5, 8.0",
            "ok, ok-soft, 5.5, 7.6", "warn, warn-soft, 6.0, 8.1", "danger, danger-soft, 5.6, 7.4",
            "unknown, unknown-soft, 6.5, 7.5", "line, surface, 3.7, 4.3", "line, bg, 3.4, 4.8"})
    void contrastsAsTheDesignComputed(String front, String back, double light, double dark) {
        assertEquals(light, contrast(SETS.get(0), front, back), 0.06);
        assertEquals(dark, contrast(SETS.get(1), front, back), 0.06);
    }

    @ParameterizedTest
    @CsvSource({"text, bg", "muted, bg", "accent, bg", "accent-hover, surface", "text, accent-soft", "ok, surface",
            "warn, surface", "danger, surface", "unknown, surface"})
    void readsAtFourAndAHalfToOne(String front, String back) {
        for (Map<String, String> set : SETS.subList(0, 2)) {
            assertTrue(contrast(set, front, back) >= 4.5, front + " on " + back + ": " + contrast(set, front, back));
        }
    }

    @Test
    void usesNoColourOutsideTheTokens() {
        assertFalse(COLOUR.matcher(TOKEN.matcher(SHEET).replaceAll("")).find());
    }

    @Test
    void leavesNoLiteralColourInTheTheme() {
        String theme = read("/META-INF/resources/primefaces-assay/theme.css").replaceAll("url\\([^)]*\\)", "");
        List<String> left = COLOUR.matcher(theme).results().map(found -> found.group()).toList();
        assertEquals(List.of(), left);
        assertTrue(theme.length() > 100_000, "the theme is " + theme.length() + " characters");
    }

    @Test
    void themeUsesOnlyTokensThatExist() {
        String theme = read("/META-INF/resources/primefaces-assay/theme.css");
        List<String> unknown = Pattern.compile("var\\(--([a-z0-9-]+)").matcher(theme).results()
                .map(found -> found.group(1)).distinct().filter(name -> !SETS.getFirst().containsKey(name))
                .filter(name -> !Pattern.compile("--" + name + "\\s*:").matcher(theme).find()).toList();
        assertEquals(List.of(), unknown);
    }

    private static List<Map<String, String>> sets() {
        List<Map<String, String>> sets = new ArrayList<>();
        var token = TOKEN.matcher(SHEET);
        while (token.find()) {
            if (token.group(1).equals("bg"))
                sets.add(new LinkedHashMap<>());
            sets.getLast().put(token.group(1), token.group(2));
        }
        return sets;
    }

    private static double contrast(Map<String, String> set, String front, String back) {
        double a = luminance(set.get(front));
        double b = luminance(set.get(back));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
    }

    private static double linear(String colour, int from) {
        double channel = Integer.parseInt(colour, from, from + 2, 16) / 255.0;
        return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static String read(String resource) {
        try (InputStream text = TokensTest.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
