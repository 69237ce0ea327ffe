package dev.assay.bench;

import java.util.List;
import java.util.stream.Collectors;

/** Measurements as multiples of one P-256 verification. */
record Ratios(List<Measurement> measurements) {
    static final String UNIT = "P256Benchmark.verify";

    /** @param error half the width of the 99.9 % confidence interval; not a number where one iteration ran */
    record Measurement(String name, double nanoseconds, double error) {}

    /** @throws IllegalStateException where the unit itself was not measured */
    String report() {
        double unit = measurements.stream().filter(measured -> measured.name().equals(UNIT)).findFirst()
                .orElseThrow(() -> new IllegalStateException(UNIT + " was not measured")).nanoseconds();
        return measurements.stream().map(measured -> "%-36s %12.1f µs  ±%8.1f  = %7.3f × one P-256 verification"
                .formatted(measured.name(), measured.nanoseconds() / 1000, measured.error() / 1000,
                        measured.nanoseconds() / unit))
                .collect(Collectors.joining("\n"));
    }
}
