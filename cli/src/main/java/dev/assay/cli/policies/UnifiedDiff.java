package dev.assay.cli.policies;

import java.util.ArrayList;
import java.util.List;

/** What turns one text into another, as {@code diff -u} prints it. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<Edit> edits;

    private UnifiedDiff(List<Edit> edits) {
        this.edits = edits;
    }

    /** @param mark of the line: blank, {@code -} or {@code +} */
    record Edit(char mark, String line) {
        boolean inOld() {
            return mark != '+';
        }

        boolean inNew() {
            return mark != '-';
        }
    }

    /** Lines of the difference without line ends; none where the texts are equal. */
    public static List<String> of(String oldName, String oldText, String newName, String newText) {
        if (oldText.equals(newText))
            return List.of();
        List<String> lines = new ArrayList<>(List.of("--- " + oldName, "+++ " + newName));
        new UnifiedDiff(new LineEdits(lines(oldText), lines(newText)).edits()).hunks(lines);
        return lines;
    }

    /** Each with its line end, so that texts that differ in one only do differ. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < text.length();) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, next));
            from = next;
        }
        return lines;
    }

    private void hunks(List<String> out) {
        for (int at = changeFrom(0); at < edits.size();) {
            int end = hunkEnd(at);
            hunk(Math.max(0, at - CONTEXT), Math.min(edits.size(), end + CONTEXT), out);
            at = changeFrom(end);
        }
    }

    private int changeFrom(int from) {
        int at = from;
        while (at < edits.size() && edits.get(at).mark() == ' ')
            at++;
        return at;
    }

    /** Behind the last change that is so near to the one before that their surroundings meet. */
    private int hunkEnd(int firstChange) {
        int end = firstChange;
        for (int at = firstChange; at < edits.size() && at - end <= 2 * CONTEXT; at++) {
            if (edits.get(at).mark() != ' ')
                end = at + 1;
        }
        return end;
    }

    private void hunk(int from, int to, List<String> out) {
        List<Edit> shown = edits.subList(from, to);
        List<Edit> before = edits.subList(0, from);
        out.add("@@ -" + range(before.stream().filter(Edit::inOld).count(),
                shown.stream().filter(Edit::inOld).count()) + " +"
                + range(before.stream().filter(Edit::inNew).count(), shown.stream().filter(Edit::inNew).count())
                + " @@");
        shown.forEach(edit -> print(edit, out));
    }

    private static String range(long before, long count) {
        long start = count == 0 ? before : before + 1;
        return count == 1 ? Long.toString(start) : start + "," + count;
    }

    private static void print(Edit edit, List<String> out) {
        boolean ended = edit.line().endsWith("\n");
        String line = ended ? edit.line().substring(0, edit.line().length() - 1) : edit.line();
        out.add(edit.mark() + VisibleText.of(line));
        if (!ended)
            out.add("\\ No newline at end of file");
    }
}
