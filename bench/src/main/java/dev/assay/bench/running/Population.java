package dev.assay.bench.running;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** A server's tenants, and those of them that attest. @param first the first of them */
record Population(Site site, Map<String, String> settings, List<String> attesting) {
    private static final int AT_ONCE = 4;
    private static final int COLD_AT_ONCE = 2;

    /** Makes {@code size} tenants, and a key for each that attests. What that cost is printed. */
    static Population make(String name, int size, int attesting, Platform platform) throws Exception {
        Site site = Site.fresh(name);
        Map<String, String> settings = new java.util.TreeMap<>(platform.settings());
        // All traffic has one source; the rates measured are below any limit that counts.
        settings.putAll(Map.of("ASSAY_LIMIT_SOURCE", "1000000", "ASSAY_LIMIT_CREDENTIAL", "1000000"));
        int step = size / attesting;
        Population population = new Population(site, settings,
                IntStream.range(0, attesting).mapToObj(i -> tenant(i * step)).toList());
        try (Server server = Server.start(site, settings)) {
            System.out.printf(Locale.ROOT, "first start of \"%s\" in %.1f s%n", name,
                    server.startUp().toMillis() / 1000.0);
            population.create(size);
            Tenancies.of(site).trust(population.attesting());
            Tenancies.of(site).govern(IntStream.range(0, size).mapToObj(Population::tenant).toList());
            population.cold(platform.evidence());
        }
        return population;
    }

    static String tenant(int number) {
        return "bench-" + number;
    }

    private void create(int size) throws Exception {
        try (Administration administration = new Administration(site)) {
            ClosedLoop.Result made = new ClosedLoop(size, AT_ONCE)
                    .run(number -> administration.create(tenant(number), "") == 201 ? 200 : 500);
            if (made.answers().count(200) != size)
                throw new IllegalStateException("tenants not made: " + made.answers().counts());
            System.out.printf(Locale.ROOT, "made %d tenants in %.0f s, %.0f a second%n", size, made.seconds(),
                    made.perSecond());
        }
    }

    /** why apart: a tenant's first call makes its key, once for all time. */
    private void cold(byte[] evidence) {
        try (Traffic traffic = new Traffic(site, attesting, evidence)) {
            ClosedLoop.Result first = new ClosedLoop(attesting.size(), COLD_AT_ONCE).run(traffic::patient);
            System.out.printf(Locale.ROOT,
                    "first calls of %d tenants, each of which makes a key: p50 %.0f ms, p99 %.0f ms, %.1f a second%n",
                    attesting.size(), first.answers().milliseconds(0.5), first.answers().milliseconds(0.99),
                    first.perSecond());
        }
    }
}
