package dev.assay.cli.policies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.policies.UnifiedDiff.Edit;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    private static String text(String letters) {
        return letters.chars().mapToObj(c -> (char) c + "\n").collect(Collectors.joining());
    }

    private static List<String> diff(String before, String after) {
        return UnifiedDiff.of("old", before, "new", after);
    }

    @Test
    void saysNothingOfEqualTexts() {
        assertEquals(List.of(), diff(text("abc"), text("abc")));
        assertEquals(List.of(), diff("", ""));
    }

    @Test
    void showsAChangeWithThreeLinesAround() {
        assertEquals(List.of("--- old", "+++ new", "@@ -3,7 +3,7 @@", " c", " d", " e", "-f", "+X", " g", " h", " i"),
                diff(text("abcdefghijk"), text("abcdeXghijk")));
    }

    @Test
    void joinsChangesWhoseSurroundingsMeetAndPartsOthers() {
        assertEquals(List.of("@@ -1,8 +1,8 @@"), diff(text("abcdefgh"), text("XbcdefgY")).stream()
                .filter(line -> line.startsWith("@@")).toList());
        assertEquals(List.of("@@ -1,4 +1,4 @@", "@@ -6,4 +6,4 @@"), diff(text("abcdefghi"), text("XbcdefghY")).stream()
                .filter(line -> line.startsWith("@@")).toList());
    }

    @Test
    void countsEmptySidesAsDiffDoes() {
        assertEquals(List.of("--- old", "+++ new", "@@ -0,0 +1,2 @@", "+a", "+b"), diff("", text("ab")));
        assertEquals(List.of("--- old", "+++ new", "@@ -1 +0,0 @@", "-a"), diff(text("a"), ""));
    }

    @Test
    void saysWhereTheLastLineHasNoEnd() {
        assertEquals(List.of("--- old", "+++ new", "@@ -1 +1 @@", "-a", "+a", "\\ No newline at end of file"),
                diff("a\n", "a"));
    }

    @Test
    void showsWhatATerminalOrAnEyeWouldNotSee() {
        assertEquals("permit\\u{1b}[2K\\u{202e}\\u{200b}\\u{d}\tend",
                VisibleText.of("permit\u001b[2K\u202e\u200b\r\tend"));
    }

    @Test
    void leadsFromTheOneTextToTheOtherByTheFewestLines() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            List<String> before = letters(random);
            List<String> after = letters(random);
            List<Edit> edits = new LineEdits(before, after).edits();
            assertEquals(before, edits.stream().filter(Edit::inOld).map(Edit::line).toList());
            assertEquals(after, edits.stream().filter(Edit::inNew).map(Edit::line).toList());
            assertEquals(fewest(before, after), edits.stream().filter(edit -> edit.mark() != ' ').count());
        }
    }

    private static List<String> letters(Random random) {
        return IntStream.range(0, random.nextInt(15)).mapToObj(i -> (char) ('a' + random.nextInt(4)) + "\n").toList();
    }

    /** By the longest common subsequence, computed the plain way. */
    private static int fewest(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = 1; i <= before.size(); i++)
            for (int j = 1; j <= after.size(); j++)
                common[i][j] = before.get(i - 1).equals(after.get(j - 1))
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
        return before.size() + after.size() - 2 * common[before.size()][after.size()];
    }

    @Test
    void replacesTheMiddleOfTextsThatHaveLittleInCommon() {
        String before = "head\n" + IntStream.range(0, 3000).mapToObj(i -> "a" + i + "\n").collect(Collectors.joining())
                + "tail\n";
        String after = "head\n" + IntStream.range(0, 3000).mapToObj(i -> "b" + i + "\n").collect(Collectors.joining())
                + "tail\n";
        List<String> lines = diff(before, after);
        assertTrue(lines.contains(" head") && lines.contains(" tail"));
        assertEquals(3000, lines.stream().filter(line -> line.startsWith("+b")).count());
        assertEquals(3000, lines.stream().filter(line -> line.startsWith("-a")).count());
    }
}
