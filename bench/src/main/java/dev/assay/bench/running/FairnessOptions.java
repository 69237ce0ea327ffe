package dev.assay.bench.running;

import dev.assay.bench.Given;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How much of the measurement of fairness.
 *
 * @param tenants how many share the server, the noisy one among them
 * @param load percent of the server's capacity that all use at their normal rate
 * @param times how many times its share the noisy one asks for
 * @param connections how many calls the noisy one has open at once
 * @param repeats how often
 * @param length of each part of a repeat
 * @param warmUp requests before the first
 */
record FairnessOptions(int tenants, int load, int times, int connections, int repeats, Duration length, int warmUp) {
    static final String USAGE = """
            fairness [--tenants 5] [--load PERCENT] [--times 10] [--connections 64] [--repeats 3] [--seconds 12] [--warm-up REQUESTS]""";
    private static final Set<String> NAMES = Set.of("--tenants", "--load", "--times", "--connections", "--repeats",
            "--seconds", "--warm-up");

    static FairnessOptions parse(List<String> arguments) {
        Given given = Given.parse("fairness", arguments, NAMES);
        return new FairnessOptions(given.number("--tenants", 5, 2, 50), given.number("--load", 50, 1, 90),
                given.number("--times", 10, 1, 100), given.number("--connections", 64, 1, 2_000),
                given.number("--repeats", 3, 1, 20), Duration.ofSeconds(given.number("--seconds", 12, 1, 300)),
                given.number("--warm-up", 12_000, 100, 200_000));
    }
}
