package dev.assay.bench.running;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Start-up, memory and latency with many tenants against those with ten, on two servers that take turns. */
public final class ManyTenants {
    public static final String USAGE = TenantsOptions.USAGE;
    private static final int FEW = 10;
    private static final int AT_ONCE = 4;
    private static final double BOUND = 1.2;

    private final TenantsOptions options;
    private final byte[] evidence;

    private ManyTenants(TenantsOptions options, byte[] evidence) {
        this.options = options;
        this.evidence = evidence;
    }

    /** 0 where every bound holds, 1 where one does not. @throws IllegalArgumentException for wrong usage */
    public static int run(List<String> arguments) throws Exception {
        TenantsOptions options = TenantsOptions.parse(arguments);
        Path folder = Files.createDirectories(Site.fresh("platform").data());
        try (Platform platform = Platform.start(folder)) {
            Population few = Population.make("few", FEW, FEW, platform);
            Population many = Population.make("many", options.many(), options.traffic(), platform);
            return new ManyTenants(options, platform.evidence()).compare(few, many) ? 0 : 1;
        }
    }

    /** One start. */
    private record Sample(double startUp, Server.Memory memory, double p50, double p99) {}

    private boolean compare(Population few, Population many) throws Exception {
        List<Sample> ofFew = new ArrayList<>();
        List<Sample> ofMany = new ArrayList<>();
        for (int i = 0; i < options.starts(); i++) {
            boolean fewFirst = i % 2 == 0;
            if (fewFirst)
                ofFew.add(measure(few));
            ofMany.add(measure(many));
            if (!fewFirst)
                ofFew.add(measure(few));
        }
        return judge(ofFew, ofMany);
    }

    private Sample measure(Population population) throws Exception {
        try (Server server = Server.start(population.site(), population.settings());
                Traffic traffic = new Traffic(population.site(), population.attesting(), evidence)) {
            new ClosedLoop(options.warmUp(), AT_ONCE).run(traffic::call);
            Answers answers = new Answers();
            new OpenLoop(options.rate(), Integer.MAX_VALUE, 1).run(Duration.ofSeconds(options.seconds()),
                    traffic::call, answers);
            Sample sample = new Sample(server.startUp().toMillis() / 1000.0, server.memory(),
                    answers.milliseconds(0.5), answers.milliseconds(0.99));
            System.out.printf(Locale.ROOT,
                    "%-4s start %.1f s, heap %.0f MiB, resident %.0f MiB, p50 %.1f ms, p99 %.1f ms; answers %s%n",
                    population.site().data().getFileName(), sample.startUp(), sample.memory().heap(),
                    sample.memory().resident(), sample.p50(), sample.p99(), answers.counts());
            return sample;
        }
    }

    private boolean judge(List<Sample> few, List<Sample> many) {
        List<Series.Comparison> all = List.of(compare("start-up", "s", few, many, Sample::startUp),
                compare("heap after full collection", "MiB", few, many, sample -> sample.memory().heap()),
                compare("resident set", "MiB", few, many, sample -> sample.memory().resident()),
                compare("attest p50", "ms", few, many, Sample::p50),
                compare("attest p99", "ms", few, many, Sample::p99));
        System.out.printf("%n%-28s %-40s %-40s ratio (least to greatest)%n", "", FEW + " tenants, median (each)",
                options.many() + " tenants, median (each)");
        all.forEach(one -> System.out.println(one.line()));
        return all.stream().allMatch(Series.Comparison::holds);
    }

    private static Series.Comparison compare(String name, String unit, List<Sample> few, List<Sample> many,
            java.util.function.ToDoubleFunction<Sample> value) {
        Series baseline = new Series(name, unit, few.stream().map(value::applyAsDouble).toList());
        return new Series(name, unit, many.stream().map(value::applyAsDouble).toList()).over(baseline, BOUND);
    }
}
