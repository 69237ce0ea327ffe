package dev.assay.impact;

import java.time.Instant;
import java.util.Optional;

/**
 * Which kept appraisals are replayed, newest first.
 *
 * @param from empty: as far back as there are any. @param to the last instant. @param most of them, 1 to 10000
 */
public record Window(Optional<Instant> from, Instant to, int most) {
    public static final int MOST = 10_000;
    /** No more recorded appraisals are counted than these. */
    public static final int COUNTED = 1_000_000;

    /**
     * What there is.
     *
     * @param from instant of the oldest that is replayed, or as asked
     * @param recorded appraisals recorded between the two that a policy could decide, {@link #COUNTED} at most
     * @param kept how many of those are kept. @param total how many of them are replayed
     */
    public record Stock(Instant from, Instant to, long recorded, long kept, long total) {
        public static Stock none(Window window) {
            return new Stock(window.from().orElse(window.to()), window.to(), 0, 0, 0);
        }
    }
}
