package dev.assay.bench.running;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The others' p99 while one tenant asks for many times its share, against their p99 while all ask for theirs. */
public final class NoisyTenant {
    public static final String USAGE = FairnessOptions.USAGE;
    private static final double BOUND = 2;
    private static final String NOISY = "noisy";
    private static final String LIMITED = "limited";
    private static final int CAPACITY_AT_ONCE = 16;

    private final FairnessOptions options;
    private final Site site;
    private final byte[] evidence;
    private final List<String> quiet;

    private NoisyTenant(FairnessOptions options, Site site, byte[] evidence) {
        this.options = options;
        this.site = site;
        this.evidence = evidence;
        quiet = IntStream.range(1, options.tenants()).mapToObj(i -> "quiet-" + i).toList();
    }

    /** 0 where both bounds hold, 1 where one does not. @throws IllegalArgumentException for wrong usage */
    public static int run(List<String> arguments) throws Exception {
        FairnessOptions options = FairnessOptions.parse(arguments);
        Path folder = Site.fresh("platform").data();
        Site site = Site.fresh("shared");
        try (Platform platform = Platform.start(folder); Server server = start(site, platform)) {
            System.out.printf(Locale.ROOT, "the server started in %.1f s%n", server.startUp().toMillis() / 1000.0);
            return new NoisyTenant(options, site, platform.evidence()).measure() ? 0 : 1;
        }
    }

    private static Server start(Site site, Platform platform) throws IOException {
        Map<String, String> settings = new TreeMap<>(platform.settings());
        // All tenants' calls come from one address here.
        settings.put("ASSAY_LIMIT_SOURCE", "1000000");
        settings.put("ASSAY_LIMIT_TENANT", "1000000");
        return Server.start(site, settings);
    }

    private boolean measure() throws Exception {
        create(quiet, "");
        create(List.of(NOISY), "");
        double capacity = capacity();
        double share = capacity * options.load() / 100 / options.tenants();
        create(List.of(LIMITED), "{\"requestsPerSecond\":" + Math.max(1, Math.round(share)) + "}");
        try (Traffic traffic = new Traffic(site, List.of(LIMITED), evidence)) {
            new ClosedLoop(1, 1).run(traffic::patient);
        }
        System.out.printf(Locale.ROOT,
                "capacity %.0f a second; a tenant's share %.1f a second; the noisy one asks for %.1f%n", capacity,
                share,
                share * options.times());
        return judge(share, new Stretch(site, evidence, options.length(), share, options.connections()));
    }

    private void create(List<String> tenants, String quotas) throws Exception {
        try (Administration administration = new Administration(site)) {
            for (String tenant : tenants) {
                if (administration.create(tenant, quotas) != 201)
                    throw new IllegalStateException("the tenant " + tenant + " is not made");
            }
        }
        Tenancies.of(site).trust(tenants);
    }

    /** Of the last half of the requests: the first is for warming up. */
    private double capacity() {
        List<String> all = Stream.concat(quiet.stream(), Stream.of(NOISY)).toList();
        try (Traffic traffic = new Traffic(site, all, evidence)) {
            new ClosedLoop(all.size(), 1).run(traffic::patient);
            new ClosedLoop(options.warmUp() / 2, CAPACITY_AT_ONCE).run(traffic::call);
            return new ClosedLoop(options.warmUp() / 2, CAPACITY_AT_ONCE).run(traffic::call).perSecond();
        }
    }

    private boolean judge(double share, Stretch stretch) throws Exception {
        List<Double> alone = new ArrayList<>();
        List<Double> free = new ArrayList<>();
        List<Double> limited = new ArrayList<>();
        rehearse(share, stretch);
        for (int i = 0; i < options.repeats(); i++) {
            alone.add(others("all at their share", stretch.run(quiet, NOISY, share, i)));
            free.add(others("one noisy, no quota", stretch.run(quiet, NOISY, share * options.times(), i)));
            limited.add(others("one noisy, with a quota", stretch.run(quiet, LIMITED, share * options.times(), i)));
        }
        Series baseline = new Series("baseline", "ms", alone);
        List<Series.Comparison> all = List.of(
                new Series("others' p99, no quota", "ms", free).over(baseline, BOUND),
                new Series("others' p99, with a quota", "ms", limited).over(baseline, BOUND));
        System.out.printf("%n%-28s %-40s %-40s ratio (least to greatest)%n", "", "all at their share, median (each)",
                "beside the noisy one, median (each)");
        all.forEach(one -> System.out.println(one.line()));
        return all.stream().allMatch(Series.Comparison::holds);
    }

    /** Refusals take their own paths through the server, and these want warming up too. */
    private void rehearse(double share, Stretch stretch) throws Exception {
        for (String loud : List.of(NOISY, LIMITED))
            stretch.run(quiet, loud, share * options.times(), options.repeats());
    }

    private double others(String what, Stretch.Heard heard) {
        System.out.printf(Locale.ROOT,
                "%-24s others p50 %.1f ms, p99 %.1f ms, answers %s; the loud one: %s; %.0f tokens a second%n", what,
                heard.quiet().milliseconds(0.5), heard.quiet().milliseconds(0.99), heard.quiet().counts(),
                heard.loud().counts(),
                (heard.quiet().count(200) + heard.loud().count(200)) / (double) options.length().toSeconds());
        return heard.quiet().milliseconds(0.99);
    }
}
