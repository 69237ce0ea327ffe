package dev.assay.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a load run is given.
 *
 * @param ca what the service's TLS certificate must chain to; empty for http or the JVM's own CAs
 * @param warmUp sent as the measured part is, and not counted
 */
record LoadOptions(URI url, Path body, Optional<Path> ca, int connections, Duration warmUp, Duration measured) {
    static final String USAGE = """
            load --url URL --body FILE [--ca PEM] [--connections 1..256] [--warm-up SECONDS] [--seconds 1..600]
            URL leads to this machine itself, as https://localhost:8443/t/demo/attest/SgxEnclave?api-version=2020-10-01""";
    private static final Set<String> NAMES = Set.of("--url", "--body", "--ca", "--connections", "--warm-up",
            "--seconds");

    /** @throws IllegalArgumentException with a sentence naming the option */
    static LoadOptions parse(List<String> arguments) {
        Map<String, String> given = pairs(arguments);
        return new LoadOptions(loopback(demand(given, "--url")), Path.of(demand(given, "--body")),
                Optional.ofNullable(given.get("--ca")).map(Path::of), number(given, "--connections", 8, 1, 256),
                Duration.ofSeconds(number(given, "--warm-up", 25, 0, 600)),
                Duration.ofSeconds(number(given, "--seconds", 10, 1, 600)));
    }

    private static Map<String, String> pairs(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!NAMES.contains(name))
                throw new IllegalArgumentException(name + " is not an option of load.");
            if (i + 1 == arguments.size())
                throw new IllegalArgumentException(name + " has no value.");
            if (given.put(name, arguments.get(i + 1)) != null)
                throw new IllegalArgumentException(name + " is given more than once.");
        }
        return given;
    }

    private static String demand(Map<String, String> given, String name) {
        if (!given.containsKey(name))
            throw new IllegalArgumentException(name + " is missing.");
        return given.get(name);
    }

    private static int number(Map<String, String> given, String name, int otherwise, int min, int max) {
        String text = given.getOrDefault(name, Integer.toString(otherwise));
        if (text.matches("\\d{1,6}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max)
            return Integer.parseInt(text);
        throw new IllegalArgumentException(name + " is a whole number from " + min + " to " + max + ".");
    }

    /** why: a load generator that reaches other machines is a weapon. */
    private static URI loopback(String text) {
        URI url = URI.create(text);
        String host = url.getHost() == null ? "" : url.getHost();
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"))
            return url;
        throw new IllegalArgumentException("--url leads to this machine only: localhost, 127.x.x.x or [::1].");
    }
}
