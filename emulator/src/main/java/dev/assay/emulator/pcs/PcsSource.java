package dev.assay.emulator.pcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.emulator.Installation;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.CollateralDraft;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A PCS v4 on 127.0.0.1 that answers for an installation's platforms. Collateral is issued for the hour of the clock and
 * stays the same within it.
 */
public final class PcsSource implements AutoCloseable {
    private final Installation installation;
    private final Clock clock;
    private final Consumer<CollateralDraft> change;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Issue> current;

    private PcsSource(Installation installation, Clock clock, int port, Consumer<CollateralDraft> change)
            throws IOException {
        this.installation = installation;
        this.clock = clock;
        this.change = change;
        this.current = new AtomicReference<>(issue(hour()));
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port),
                0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /**
     * Starts answering.
     *
     * @param port 0 for any free one
     * @throws IOException where the port is taken
     */
    public static PcsSource start(Installation installation, Clock clock, int port) throws IOException {
        return start(installation, clock, port, draft -> {});
    }

    /** Starts answering with collateral that is changed as told before it is signed. */
    public static PcsSource start(Installation installation, Clock clock, int port, Consumer<CollateralDraft> change)
            throws IOException {
        PcsSource source = new PcsSource(installation, clock, port, change);
        source.server.start();
        return source;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The part of every URL before {@code /sgx/…}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The root's CRL in DER, where Intel has a host of its own for it. */
    public URI rootCrlUri() {
        return baseUri().resolve("/IntelSGXRootCA.der");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, exchange.getRequestMethod().equals("GET")
                    ? answer(exchange.getRequestURI())
                    : Answer.refused(405));
        }
    }

    private Answer answer(URI request) {
        try {
            return new PcsAnswers(current()).to(request.getPath(), Query.of(request));
        } catch (IllegalArgumentException undecodable) {
            return Answer.refused(400);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Request-ID", Octets.random(16).toHex());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = answer.content().length() == 0;
        exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.content().length());
        if (!empty)
            exchange.getResponseBody().write(answer.content().toArray());
    }

    private Issue current() {
        Instant hour = hour();
        return current.updateAndGet(held -> held.hour().equals(hour) ? held : issue(hour));
    }

    private Issue issue(Instant hour) {
        return Issue.of(installation, hour, change);
    }

    private Instant hour() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }
}
