package dev.assay.cli.explain;

import java.util.ArrayList;
import java.util.List;

/** Lines of at most 100 columns as they come. Whatever is written can hold a stranger's text: it is made harmless here. */
final class Page {
    static final int WIDTH = 100;

    private final List<String> lines = new ArrayList<>();
    private final boolean plain;

    /** @param plain whether only ASCII may be in it */
    Page(boolean plain) {
        this.plain = plain;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void blank() {
        if (!lines.isEmpty() && !lines.getLast().isEmpty())
            lines.add("");
    }

    void line(int indent, String text) {
        hanging(indent, "", text);
    }

    /** Text behind a head; where it does not fit, it goes on below its own beginning. */
    void hanging(int indent, String head, String text) {
        String start = " ".repeat(indent) + harmless(head);
        String rest = harmless(text);
        String below = " ".repeat(Math.min(start.length(), WIDTH / 2));
        String before = start;
        while (before.length() + rest.length() > WIDTH) {
            int end = breakAt(rest, WIDTH - before.length());
            if (end < 0)
                break;
            lines.add((before + rest.substring(0, end)).stripTrailing());
            rest = rest.substring(end).stripLeading();
            before = below;
        }
        lines.add((before + rest).stripTrailing());
    }

    /** The last blank that fits, or the first there is. */
    private static int breakAt(String text, int room) {
        int last = text.lastIndexOf(' ', Math.max(0, room));
        return last > 0 ? last : text.indexOf(' ', 1);
    }

    private String harmless(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || plain && c > '~' && c != '…')
                safe.append("\\u{%x}".formatted(c));
            else if (plain && c == '…')
                safe.append("...");
            else
                safe.appendCodePoint(c);
        });
        return safe.toString();
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
