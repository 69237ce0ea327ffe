package dev.assay.lint;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a value comes from, as far as boot events matter.
 *
 * @param words the literal texts it is put together from, in order, for queries that are built by AppendString
 * @param events whether it was selected from a document of boot events
 * @param pinned whether a query on the way asked for a PCR or a digest
 * @param loose the queries that went by what the quote does not cover, while nothing was pinned
 */
record Trail(String words, boolean events, boolean pinned, Set<Spot> loose) {
    static final Trail NONE = new Trail("", false, false, Set.of());
    // why: a policy can double a text with each rule; more than this is no query.
    private static final int MOST_WORDS = 16_384;
    private static final int MOST_LOOSE = 16;

    Trail {
        loose = Set.copyOf(loose);
    }

    static Trail of(String words) {
        return new Trail(cut(words), false, false, Set.of());
    }

    static Trail document() {
        return new Trail("", true, false, Set.of());
    }

    /** Of a value that comes from all of these. */
    static Trail merged(Collection<Trail> trails) {
        StringBuilder words = new StringBuilder();
        Set<Spot> loose = new HashSet<>();
        for (Trail trail : trails) {
            if (words.length() < MOST_WORDS) {
                words.append(trail.words);
            }
            trail.loose.stream().limit((long) MOST_LOOSE - loose.size()).forEach(loose::add);
        }
        List<Trail> selected = trails.stream().filter(Trail::events).toList();
        boolean pinned = !selected.isEmpty() && selected.stream().allMatch(Trail::pinned);
        return new Trail(cut(words.toString()), !selected.isEmpty(), pinned, loose);
    }

    /** Of what a query selects from this. */
    Trail selected(EventQuery query, Spot spot) {
        if (!events)
            return NONE;
        boolean nowPinned = pinned || query.pins();
        if (nowPinned)
            return new Trail("", true, true, Set.of());
        Set<Spot> more = new HashSet<>(loose);
        if (query.goesByUnmeasured() && more.size() < MOST_LOOSE) {
            more.add(spot);
        }
        return new Trail("", true, false, more);
    }

    private static String cut(String words) {
        return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS);
    }
}
