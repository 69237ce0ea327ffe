package dev.assay.vendor;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Fetches one document at a time from a PCS v4 source. Safe for any number of threads. */
public final class PcsClient {
    private static final int JSON_LIMIT = 2 << 20;
    private static final int CRL_LIMIT = 5 << 20;

    private static final int ATTEMPTS = 3;

    private final Breaker breaker = new Breaker(System::nanoTime);
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Consumer<Duration> pause;
    private final HttpClient http;
    private final PcsLocation location;
    private final Duration readLimit;

    /** CO-06's limits. */
    public PcsClient(PcsLocation location, Route route) {
        this(location, route, new Limits(Duration.ofSeconds(3), Duration.ofSeconds(10)), PcsClient::sleep);
    }

    /** @param read for the whole answer, from the request to the body's last octet */
    record Limits(Duration connect, Duration read) {}

    PcsClient(PcsLocation location, Route route, Limits limits, Consumer<Duration> pause) {
        this.pause = pause;
        this.location = location;
        this.readLimit = limits.connect().plus(limits.read());
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(limits.connect())
                .followRedirects(Redirect.NEVER);
        route.tls().ifPresent(builder::sslContext);
        route.proxy()
                .ifPresent(uri -> builder.proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort()))));
        this.http = builder.build();
    }

    public URI source(CollateralKey key) {
        return location.of(key);
    }

    /**
     * Asks up to three times where the trouble may pass, a moment apart (CO-06).
     *
     * @throws SourceException where the source does not answer in time, within size, with 200 and a document
     */
    public CollateralDocument fetch(CollateralKey key) {
        breaker.admit();
        for (int attempt = 1;; attempt++) {
            try {
                return once(key);
            } catch (SourceException failed) {
                if (!failed.passing())
                    throw failed;
                breaker.failed();
                if (attempt == ATTEMPTS)
                    throw failed;
                breaker.admit();
                pause.accept(Duration.ofMillis(100L * attempt + random.nextLong(200)));
            }
        }
    }

    private CollateralDocument once(CollateralKey key) {
        HttpResponse<byte[]> response = send(key);
        int status = response.statusCode();
        boolean faltering = status == 429 || status >= 500;
        if (!faltering)
            breaker.answered(); // a source that says no is there
        if (status != 200)
            throw new SourceException("answered with status " + status, faltering);
        Bytes body = Bytes.copyOf(response.body());
        return new CollateralDocument(key, crl(key) ? CrlText.der(body) : body, issuerChain(key.kind(), response));
    }

    private HttpResponse<byte[]> send(CollateralKey key) {
        HttpRequest request = HttpRequest.newBuilder(location.of(key)).timeout(readLimit).GET().build();
        int limit = crl(key) ? CRL_LIMIT : JSON_LIMIT;
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, head -> new CappedBody(limit));
        try {
            // why: the request's own timeout ends with the headers; a body may drip for ever.
            return answer.get(readLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            breaker.failed(); // not asked again at once: who waits has waited long enough
            throw new SourceException("did not answer within " + readLimit.toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw explain(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SourceException("was not waited for: the service is stopping");
        } finally {
            answer.cancel(true);
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static SourceException explain(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SourceException known)
                return known;
        }
        return new SourceException("is out of reach (" + cause.getClass().getSimpleName() + ")", true);
    }

    private static Bytes issuerChain(CollateralKind kind, HttpResponse<?> response) {
        String name = switch (kind) {
            case TCB_INFO -> "TCB-Info-Issuer-Chain";
            case QE_IDENTITY -> "SGX-Enclave-Identity-Issuer-Chain";
            case PCK_CRL -> "SGX-PCK-CRL-Issuer-Chain";
            case ROOT_CA_CRL, TPM_AUTHORITIES, TPM_DEVICE -> "";
        };
        if (name.isEmpty())
            return Bytes.EMPTY;
        String encoded = response.headers().firstValue(name)
                .orElseThrow(() -> new SourceException("answered without the header " + name));
        try {
            return Bytes.utf8(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            throw new SourceException("answered with a header " + name + " that is not URL-encoded");
        }
    }

    private static boolean crl(CollateralKey key) {
        return switch (key.kind()) {
            case PCK_CRL, ROOT_CA_CRL -> true;
            case TCB_INFO, QE_IDENTITY, TPM_AUTHORITIES, TPM_DEVICE -> false;
        };
    }
}
