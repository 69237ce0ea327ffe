package dev.assay.policy;

import java.util.Locale;

/** How far apart two words are, for suggestions. */
public final class Spelling {
    private static final int LONGEST = 64;

    private Spelling() {}

    /** Letters to add, drop or replace, whatever their case; of words longer than 64 letters, those letters' number. */
    public static int distance(String some, String other) {
        String a = some.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        if (Math.max(a.length(), b.length()) > LONGEST)
            return LONGEST;
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            next(row, a.charAt(i - 1), b);
        }
        return row[b.length()];
    }

    /** Levenshtein's table, one row on. */
    private static void next(int[] row, char letter, String word) {
        int diagonal = row[0]++;
        for (int j = 1; j < row.length; j++) {
            int replaced = diagonal + (letter == word.charAt(j - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
        }
    }
}
