import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Build step: PrimeFaces' saga-blue style sheet with every literal colour replaced by one of the console's tokens
 * (console-design §12). The token follows from where the colour stands (text, surface, line) and from its hue and
 * lightness, so a newer saga-blue needs no new table.
 *
 * <p>Run in source-launch mode with PrimeFaces on the class path; the only argument is the file to write.
 */
public final class ThemeBuild {
    private static final String SOURCE = "/META-INF/resources/primefaces-saga-blue/theme.css";
    private static final Pattern DECLARATION = Pattern.compile("(?<=[{;\\s])([a-z0-9-]+)(\\s*:\\s*)([^;{}]+)(?=[;}])");
    // why: url() first, so that a colour inside an image is stepped over.
    private static final Pattern COLOUR = Pattern
            .compile("url\\([^)]*\\)|#[0-9a-fA-F]{3,8}\\b|(?:rgb|hsl)a?\\([^)]*\\)|\\b(?:white|black)\\b");

    private enum Place {
        TEXT, SURFACE, LINE;

        static Place of(String property) {
            if (property.startsWith("background"))
                return SURFACE;
            return property.startsWith("border") || property.startsWith("outline") || property.equals("box-shadow")
                    ? LINE
                    : TEXT;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        Files.createDirectories(target.getParent());
        Files.writeString(target, DECLARATION.matcher(source()).replaceAll(ThemeBuild::declaration));
    }

    private static String source() throws IOException {
        try (InputStream css = ThemeBuild.class.getResourceAsStream(SOURCE)) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String declaration(MatchResult declaration) {
        Place place = Place.of(declaration.group(1));
        String value = COLOUR.matcher(declaration.group(3)).replaceAll(
                literal -> quote(literal.group().startsWith("url") ? literal.group() : token(place, literal.group())));
        return quote(declaration.group(1) + declaration.group(2)) + quote(value);
    }

    private static String quote(String text) {
        return java.util.regex.Matcher.quoteReplacement(text);
    }

    private static String token(Place place, String literal) {
        double[] c = channels(literal);
        double max = Math.max(c[0], Math.max(c[1], c[2]));
        double min = Math.min(c[0], Math.min(c[1], c[2]));
        double lightness = (max + min) / 2;
        String name = max - min < 0.1 ? grey(place, lightness) : hued(place, hue(c, max, max - min), lightness);
        return c[3] >= 1
                ? "var(--" + name + ")"
                : "color-mix(in srgb, var(--" + name + ") " + Math.round(c[3] * 100) + "%, transparent)";
    }

    private static String grey(Place place, double lightness) {
        return switch (place) {
            case TEXT -> lightness < 0.36 ? "text" : lightness < 0.8 ? "muted" : "on-accent";
            case SURFACE -> lightness > 0.98 ? "surface" : lightness > 0.8 ? "hover" : lightness < 0.1 ? "text" : "muted";
            case LINE -> lightness > 0.8 ? "border" : "line";
        };
    }

    private static String hued(Place place, double hue, double lightness) {
        String family = family(hue);
        if (place == Place.SURFACE && lightness > 0.82)
            return family + "-soft";
        return place == Place.SURFACE && family.equals("accent") && lightness < 0.52 ? "accent-hover" : family;
    }

    private static String family(double hue) {
        if (hue < 20 || hue >= 320)
            return "danger";
        if (hue < 70)
            return "warn";
        if (hue < 175)
            return "ok";
        return hue < 245 ? "accent" : "unknown";
    }

    private static double hue(double[] c, double max, double chroma) {
        double sixth = max == c[0]
                ? (c[1] - c[2]) / chroma
                : max == c[1] ? 2 + (c[2] - c[0]) / chroma : 4 + (c[0] - c[1]) / chroma;
        return (sixth * 60 + 360) % 360;
    }

    /** Red, green, blue and alpha, each 0 to 1. */
    private static double[] channels(String literal) {
        return switch (literal) {
            case "white" -> new double[] {1, 1, 1, 1};
            case "black" -> new double[] {0, 0, 0, 1};
            default -> literal.startsWith("#") ? hex(literal.substring(1)) : functional(literal);
        };
    }

    private static double[] hex(String digits) {
        String full = digits.length() > 4 ? digits : digits.replaceAll("(.)", "$1$1");
        double[] c = {0, 0, 0, 1};
        for (int i = 0; i < full.length() / 2; i++) {
            c[i] = Integer.parseInt(full.substring(2 * i, 2 * i + 2), 16) / 255.0;
        }
        return c;
    }

    private static double[] functional(String literal) {
        String[] parts = literal.substring(literal.indexOf('(') + 1, literal.length() - 1).split("[\\s,/]+");
        double[] c = {0, 0, 0, 1};
        for (int i = 0; i < parts.length; i++) {
            c[i] = Double.parseDouble(parts[i].replaceAll("%|deg", "")) / (parts[i].endsWith("%") ? 100 : 1);
        }
        return literal.startsWith("hsl") ? fromHsl(c) : new double[] {c[0] / 255, c[1] / 255, c[2] / 255, c[3]};
    }

    /** CSS Color 4 §7.1: hue in degrees, saturation and lightness 0 to 1. */
    private static double[] fromHsl(double[] hsl) {
        double[] c = {0, 0, 0, hsl[3]};
        for (int i = 0; i < 3; i++) {
            double k = (new int[] {0, 8, 4}[i] + hsl[0] / 30) % 12;
            double reach = hsl[1] * Math.min(hsl[2], 1 - hsl[2]);
            c[i] = hsl[2] - reach * Math.max(-1, Math.min(1, Math.min(k - 3, 9 - k)));
        }
        return c;
    }
}
