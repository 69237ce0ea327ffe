package dev.assay.bench.running;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A quantity measured several times. */
record Series(String name, String unit, List<Double> values) {
    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** This over a baseline, repeat by repeat: what was measured in turns is compared in turns. */
    Comparison over(Series baseline, double bound) {
        List<Double> ratios = IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) / baseline.values().get(i)).toList();
        return new Comparison(baseline, this, new Series(name, "×", ratios), bound);
    }

    String shown() {
        return "%.1f %s (%s)".formatted(median(), unit, String.join(", ",
                values.stream().map(value -> String.format(Locale.ROOT, "%.1f", value)).toList()));
    }

    /** Two series and their ratio; judged by the median. */
    record Comparison(Series baseline, Series changed, Series ratios, double bound) {
        boolean holds() {
            return ratios.median() <= bound;
        }

        String line() {
            return String.format(Locale.ROOT, "%-28s %-40s %-40s %.2f × (%.2f to %.2f), bound %.1f: %s", changed.name(),
                    baseline.shown(), changed.shown(), ratios.median(),
                    ratios.values().stream().mapToDouble(it -> it).min().orElseThrow(),
                    ratios.values().stream().mapToDouble(it -> it).max().orElseThrow(), bound,
                    holds() ? "holds" : "DOES NOT HOLD");
        }
    }
}
