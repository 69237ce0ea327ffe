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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches one document at a time from a PCS v4 source. Safe for any number of threads. */
public final class PcsClient {
    private static final int JSON_LIMIT = 2 << 20;
    private static final int CRL_LIMIT = 5 << 20;

    private final HttpClient http;
    private final PcsLocation location;
    private final Duration readLimit;

    /** CO-06's limits. @param proxy {@code http://host:port} */
    public PcsClient(PcsLocation location, Optional<URI> proxy) {
        this(location, proxy, new Limits(Duration.ofSeconds(3), Duration.ofSeconds(10)));
    }

    /** @param read for the whole answer, from the request to the body's last octet */
    record Limits(Duration connect, Duration read) {}

    PcsClient(PcsLocation location, Optional<URI> proxy, Limits limits) {
        this.location = location;
        this.readLimit = limits.connect().plus(limits.read());
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(limits.connect())
                .followRedirects(Redirect.NEVER);
        proxy.ifPresent(uri -> builder.proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort()))));
        this.http = builder.build();
    }

    public URI source(CollateralKey key) {
        return location.of(key);
    }

    /** @throws SourceException where the source does not answer in time, within size, with 200 and a document */
    public CollateralDocument fetch(CollateralKey key) {
        HttpResponse<byte[]> response = send(key);
        if (response.statusCode() != 200)
            throw new SourceException("answered with status " + response.statusCode());
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

    private static SourceException explain(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SourceException known)
                return known;
        }
        return new SourceException("is out of reach (" + cause.getClass().getSimpleName() + ")");
    }

    private static Bytes issuerChain(CollateralKind kind, HttpResponse<?> response) {
        String name = switch (kind) {
            case TCB_INFO -> "TCB-Info-Issuer-Chain";
            case QE_IDENTITY -> "SGX-Enclave-Identity-Issuer-Chain";
            case PCK_CRL -> "SGX-PCK-CRL-Issuer-Chain";
            case ROOT_CA_CRL -> "";
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
            case TCB_INFO, QE_IDENTITY -> false;
        };
    }
}
