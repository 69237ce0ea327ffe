package dev.assay.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a load run counted.
 *
 * @param micros duration of each answer, ascending
 * @param otherThan200 count by what came instead of 200
 */
record Tally(List<Long> micros, Map<String, Integer> otherThan200, Duration measured) {
    Tally {
        micros = micros.stream().sorted().toList();
        otherThan200 = Map.copyOf(otherThan200);
    }

    boolean allAnswered200() {
        return otherThan200.isEmpty() && !micros.isEmpty();
    }

    double perSecond() {
        return micros.size() / (measured.toMillis() / 1000.0);
    }

    /** @param share 0.5 for the median */
    double milliseconds(double share) {
        int index = (int) Math.ceil(share * micros.size()) - 1;
        return micros.get(Math.max(index, 0)) / 1000.0;
    }

    String report() {
        if (!allAnswered200())
            return "FAILED: " + (micros.isEmpty() ? "no answer was 200; " : "") + instead();
        return "%d answers, all 200, %.1f a second; p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, longest %.1f ms".formatted(
                micros.size(), perSecond(), milliseconds(0.5), milliseconds(0.9), milliseconds(0.99), milliseconds(1));
    }

    private String instead() {
        return new TreeMap<>(otherThan200).entrySet().stream()
                .map(entry -> entry.getValue() + " answers were " + entry.getKey()).collect(Collectors.joining(", "));
    }
}
