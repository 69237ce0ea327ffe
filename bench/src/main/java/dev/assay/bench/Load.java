package dev.assay.bench;

import dev.assay.cli.relying.Trust;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A closed loop against a running service on this machine: each connection sends its next request when the last was
 * answered. An answer other than 200 fails the run.
 */
final class Load {
    private final LoadOptions options;
    private final byte[] body;

    private Load(LoadOptions options, byte[] body) {
        this.options = options;
        this.body = body;
    }

    /** @return 0 where every answer was 200 */
    static int run(List<String> arguments) throws IOException, InterruptedException, ExecutionException {
        LoadOptions options;
        byte[] body;
        try {
            options = LoadOptions.parse(arguments);
            body = Files.readAllBytes(options.body());
        } catch (IllegalArgumentException refused) {
            System.err.println("bench: " + refused.getMessage() + "\n" + LoadOptions.USAGE);
            return 64;
        }
        Tally tally = new Load(options, body).run();
        System.out.println(tally.report());
        return tally.allAnswered200() ? 0 : 1;
    }

    private Tally run() throws InterruptedException, ExecutionException {
        if (!options.warmUp().isZero()) {
            System.out.println("Warming up for " + options.warmUp().toSeconds() + " s.");
            Tally warm = loop(options.warmUp());
            if (!warm.allAnswered200())
                return warm;
        }
        System.out.println("Measuring " + options.connections() + " connections for "
                + options.measured().toSeconds() + " s.");
        return loop(options.measured());
    }

    private Tally loop(Duration length) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Future<One>> connections = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(options.connections())) {
            for (int i = 0; i < options.connections(); i++)
                connections.add(threads.submit(() -> connection(start + length.toNanos())));
        }
        List<Long> micros = new ArrayList<>();
        Map<String, Integer> others = new HashMap<>();
        for (Future<One> connection : connections) {
            micros.addAll(connection.get().micros());
            connection.get().others().forEach((what, count) -> others.merge(what, count, Integer::sum));
        }
        return new Tally(micros, others, Duration.ofNanos(System.nanoTime() - start));
    }

    private record One(List<Long> micros, Map<String, Integer> others) {}

    /** why: HTTP/1.1 and a client each, so that N means N connections. */
    private One connection(long end) throws InterruptedException {
        One one = new One(new ArrayList<>(), new HashMap<>());
        HttpRequest request = HttpRequest.newBuilder(options.url()).timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)).build();
        try (HttpClient client = client()) {
            while (System.nanoTime() < end && one.others().isEmpty())
                exchange(client, request, one);
        }
        return one;
    }

    private static void exchange(HttpClient client, HttpRequest request, One one) throws InterruptedException {
        long start = System.nanoTime();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() == 200)
                one.micros().add((System.nanoTime() - start) / 1000);
            else
                one.others().merge(Integer.toString(response.statusCode()), 1, Integer::sum);
        } catch (IOException failed) {
            one.others().merge("no answer (" + failed.getClass().getSimpleName() + ")", 1, Integer::sum);
        }
    }

    private HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .sslContext(options.ca().map(Trust::only).orElseGet(Trust::system))
                .connectTimeout(Duration.ofSeconds(5)).build();
    }
}
