package dev.assay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the views name exists, and what the design bans is absent (console-design §8, §10). */
class ViewsTest {
    private static final Path VIEWS = Path.of(System.getProperty("basedir", "."),
            "src/main/resources/META-INF/resources");
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("dev.assay.admin.texts");
    private static final Pattern KEY = Pattern.compile("texts\\['([a-z.]+)'\\]|texts\\.([a-z]+)\\b");

    @Test
    void everyTextInAViewIsInTheBundle() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String view : views()) {
            KEY.matcher(view).results().map(key -> key.group(1) == null ? key.group(2) : key.group(1))
                    .filter(key -> !TEXTS.containsKey(key)).forEach(missing::add);
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyComputedTextIsInTheBundle() {
        for (Tone tone : List.of(Tone.OK, Tone.WARN, Tone.UNKNOWN)) {
            assertTrue(TEXTS.containsKey("status.chip." + tone.getName()), tone.getName());
        }
        for (Tone tone : List.of(Tone.OK, Tone.DANGER)) {
            assertTrue(TEXTS.containsKey("status.key." + tone.getName()), tone.getName());
        }
        Theme.CHOICES.forEach(choice -> assertTrue(TEXTS.containsKey("theme." + choice), choice));
    }

    @Test
    void noViewHasWhatTheDesignBans() throws IOException {
        for (String view : views()) {
            for (String banned : List.of("escape=\"false\"", "javascript:", "f:ajax", "ui:debug", "<style", "<script",
                    "onclick")) {
                assertFalse(view.contains(banned), banned);
            }
        }
    }

    @Test
    void noTextBlamesOrBegs() {
        TEXTS.keySet().forEach(key -> assertFalse(
                TEXTS.getString(key).matches("(?i).*(please|sorry|oops|invalid|successfully|!).*"), key));
    }

    @Test
    void takesOnlyAThemeItHas() {
        assertEquals("dark", Theme.of(new Cookie[]{new Cookie("x", "light"), new Cookie(Theme.COOKIE, "dark")}));
        assertEquals("system", Theme.of(new Cookie[]{new Cookie(Theme.COOKIE, "neon")}));
        assertEquals("system", Theme.of(null));
    }

    @Test
    void everyErrorPageSaysWhatToDo() {
        for (int status : new int[]{400, 403, 404, 405, 500, 501, 503}) {
            assertTrue(Problem.of(status).answer().length() > 20, Integer.toString(status));
        }
    }

    private static List<String> views() throws IOException {
        try (Stream<Path> files = Files.walk(VIEWS)) {
            List<String> views = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".xhtml")).toList()) {
                views.add(Files.readString(file));
            }
            assertTrue(views.size() >= 2, "no views under " + VIEWS);
            return views;
        }
    }
}
