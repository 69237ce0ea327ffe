package dev.assay.admin;

import java.util.Locale;

/** What a chip says by its colour, always beside a glyph and a word (console-design §7). */
public enum Tone {
    OK("pi-check"),
    WARN("pi-exclamation-triangle"),
    DANGER("pi-times"),
    UNKNOWN("pi-question");

    private final String glyph;

    Tone(String glyph) {
        this.glyph = glyph;
    }

    /** PrimeIcons class. */
    public String getGlyph() {
        return glyph;
    }

    /** Style class, and the last part of the word's key in the texts. */
    public String getName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
