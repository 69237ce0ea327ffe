package dev.assay.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        Given given = Given.parse("load", arguments, NAMES);
        return new LoadOptions(loopback(given.demand("--url")), Path.of(given.demand("--body")),
                given.text("--ca").map(Path::of), given.number("--connections", 8, 1, 256),
                Duration.ofSeconds(given.number("--warm-up", 25, 0, 600)),
                Duration.ofSeconds(given.number("--seconds", 10, 1, 600)));
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
