package dev.assay.bench.running;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own. @param startUp from the command to the first "ready" */
record Server(Site site, Process process, Duration startUp) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** @throws IllegalStateException where it does not become ready */
    static Server start(Site site, Map<String, String> settings) throws IOException {
        long begin = System.nanoTime();
        Process process = site.run(settings).start();
        // A measurement that is broken off takes its server along.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (!ready(site)) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.destroy();
                throw new IllegalStateException("the server does not become ready: see " + site.console());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return new Server(site, process, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static boolean ready(Site site) {
        try {
            URI url = URI.create("http://127.0.0.1:" + site.httpPort() + "/health/ready");
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
            connection.setReadTimeout(10_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** @param heap what is reachable, @param resident what the process holds, both in MiB after a full collection */
    record Memory(double heap, double resident) {}

    Memory memory() throws IOException, InterruptedException {
        jcmd("GC.run");
        double heap = number(HEAP, jcmd("GC.heap_info"));
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return new Memory(heap / 1024, number(RESIDENT, Files.readString(status)) / 1024);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()), command).redirectErrorStream(true).start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0)
            throw new IllegalStateException("jcmd " + command + ": " + said);
        return said;
    }

    private static double number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find())
            throw new IllegalStateException("no " + pattern + " in " + text);
        return Double.parseDouble(found.group(1));
    }

    /** SIGTERM; returns when it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                throw new IllegalStateException("the server does not stop: see " + site.console());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
