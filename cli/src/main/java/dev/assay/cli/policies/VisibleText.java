package dev.assay.cli.policies;

/** Text of others as a terminal, a log or a reviewer may be shown it: all that is there is seen, and on its line. */
public final class VisibleText {
    private VisibleText() {}

    /** Control characters but the tab, and those that change the direction of writing, as {@code \\u{…}}. */
    public static String of(String line) {
        StringBuilder shown = new StringBuilder();
        line.codePoints().forEach(c -> {
            if (hidden(c))
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            else
                shown.appendCodePoint(c);
        });
        return shown.toString();
    }

    private static boolean hidden(int c) {
        int kind = Character.getType(c);
        return c != '\t' && (kind == Character.CONTROL || kind == Character.FORMAT || kind == Character.LINE_SEPARATOR
                || kind == Character.PARAGRAPH_SEPARATOR);
    }
}
