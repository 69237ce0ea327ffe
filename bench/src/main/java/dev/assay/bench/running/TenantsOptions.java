package dev.assay.bench.running;

import dev.assay.bench.Given;
import java.util.List;
import java.util.Set;

/**
 * How much of the measurement of many tenants.
 *
 * @param many how many tenants there are in the end
 * @param traffic how many of them attest
 * @param starts how often either server is started and measured
 * @param warmUp requests before each measurement
 * @param rate arrivals per second
 */
record TenantsOptions(int many, int traffic, int starts, int warmUp, int rate, int seconds) {
    static final String USAGE = """
            tenants [--many 10000] [--traffic 200] [--starts 3] [--warm-up REQUESTS] [--rate 100] [--seconds 12]""";
    private static final Set<String> NAMES = Set.of("--many", "--traffic", "--starts", "--warm-up",
            "--rate", "--seconds");

    static TenantsOptions parse(List<String> arguments) {
        Given given = Given.parse("tenants", arguments, NAMES);
        int many = given.number("--many", 10_000, 10, 100_000);
        return new TenantsOptions(many, Math.min(many, given.number("--traffic", 200, 10, 10_000)),
                given.number("--starts", 3, 1, 20), given.number("--warm-up", 4_000, 0, 100_000),
                given.number("--rate", 100, 1, 5_000), given.number("--seconds", 12, 1, 300));
    }
}
