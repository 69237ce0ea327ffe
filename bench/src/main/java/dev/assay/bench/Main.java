package dev.assay.bench;

import dev.assay.bench.running.ManyTenants;
import dev.assay.bench.running.NoisyTenant;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code core} (the default) measures the core with JMH, {@code load} a running service, {@code tenants} and {@code fairness}
 * bounds of servers they start. */
public final class Main {
    private static final String USAGE = """
            core [ITERATIONS]   the core, as ratios to one P-256 verification (ITERATIONS of 1 s each, 5 by default)
            %s
            %s
            %s""".formatted(LoadOptions.USAGE, ManyTenants.USAGE, NoisyTenant.USAGE);

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws Exception {
        String command = arguments.isEmpty() ? "core" : arguments.getFirst();
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        boolean plainCore = command.equals("core") && rest.size() <= 1
                && rest.stream().allMatch(count -> count.matches("[1-9]\\d?"));
        if (plainCore)
            return core(rest.isEmpty() ? 5 : Integer.parseInt(rest.getFirst()));
        return switch (command) {
            case "load" -> Load.run(rest);
            case "tenants" -> usable(ManyTenants.USAGE, () -> ManyTenants.run(rest));
            case "fairness" -> usable(NoisyTenant.USAGE, () -> NoisyTenant.run(rest));
            default -> wrong("bench takes one of:\n" + USAGE);
        };
    }

    private static int usable(String usage, Callable<Integer> command) throws Exception {
        try {
            return command.call();
        } catch (IllegalArgumentException refused) {
            return wrong("bench: " + refused.getMessage() + "\n" + usage);
        }
    }

    private static int wrong(String sentence) {
        System.err.println(sentence);
        return 64;
    }

    private static int core(int iterations) throws RunnerException, GeneralSecurityException {
        Options options = new OptionsBuilder().include("^dev\\.assay\\.bench\\..*Benchmark\\.").mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS).forks(1).shouldFailOnError(true)
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED").warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(1)).measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(1)).build();
        Collection<RunResult> results = new Runner(options).run();
        System.out.println(new Ratios(results.stream().map(Main::measurement).toList()).report());
        System.out.println("P-256 by " + P256Benchmark.providerName() + ", JDK " + Runtime.version());
        return 0;
    }

    private static Ratios.Measurement measurement(RunResult result) {
        String[] name = result.getParams().getBenchmark().split("\\.");
        return new Ratios.Measurement(String.join(".", Arrays.copyOfRange(name, name.length - 2, name.length)),
                result.getPrimaryResult().getScore(), result.getPrimaryResult().getScoreError());
    }
}
