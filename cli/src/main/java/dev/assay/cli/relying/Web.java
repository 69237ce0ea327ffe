package dev.assay.cli.relying;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Fetches and posts JSON: no redirects, 15 s at most, 1 MiB at most where nothing else is said. Fails closed. */
public final class Web implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(15);
    private static final int USUAL = 1 << 20;

    private final HttpClient client;

    /** @param tls what server certificates must chain to */
    public Web(SSLContext tls) {
        client = HttpClient.newBuilder().sslContext(tls).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT).build();
    }

    /** An answer of any status. @param tag the header ETag as it stands */
    public record Answer(int status, Bytes body, Optional<String> tag) {}

    /** A call of any method. @param most octets of its answer */
    public record Call(String method, URI uri, Map<String, String> headers, String body, int most) {}

    /** @throws UnreachableException unless the answer is 200 with a JSON object */
    public JsonObject fetch(URI uri) {
        Answer answer = send(HttpRequest.newBuilder(uri).header("Accept", "application/jwk+json, application/json"));
        if (answer.status() != 200)
            throw new UnreachableException(uri + " answered " + answer.status() + " instead of 200"
                    + (answer.status() / 100 == 3 ? "; redirects are not followed." : "."));
        try {
            return StrictJson.object("the answer", answer.body());
        } catch (MalformedException refused) {
            throw new UnreachableException(uri + " answered something other than a JSON object.");
        }
    }

    /** @throws UnreachableException where no whole answer came */
    public Answer post(URI uri, String json) {
        return send(HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** @param form encoded. @throws UnreachableException where no whole answer came */
    public Answer postForm(URI uri, String form) {
        return send(HttpRequest.newBuilder(uri).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json").POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** @throws UnreachableException where no whole answer came */
    public Answer send(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).method(call.method(), call.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        return send(request, call.most());
    }

    private Answer send(HttpRequest.Builder request) {
        return send(request, USUAL);
    }

    private Answer send(HttpRequest.Builder request, int most) {
        URI uri = request.timeout(WHOLE).build().uri();
        CompletableFuture<HttpResponse<Optional<Bytes>>> pending = client.sendAsync(request.build(),
                info -> new BoundedBody(most));
        try {
            HttpResponse<Optional<Bytes>> response = pending.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body().orElseThrow(
                    () -> new UnreachableException(uri + " answered with more than " + (most >> 20) + " MiB.")),
                    response.headers().firstValue("ETag"));
        } catch (ExecutionException failed) {
            throw new UnreachableException(why(uri, failed.getCause()));
        } catch (TimeoutException late) {
            pending.cancel(true);
            throw new UnreachableException(uri + " did not answer within " + WHOLE.toSeconds() + " seconds.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("stopped while waiting for " + uri + ".");
        }
    }

    private static String why(URI uri, Throwable cause) {
        return switch (cause) {
            case SSLException tls -> "The TLS certificate of " + uri.getAuthority()
                    + " is for another host, has expired, or is of a CA not known here; name the CA with --ca.";
            case ConnectException refused -> "Nothing answers at " + uri.getAuthority() + "; is the service running?";
            default -> uri + " could not be fetched: " + cause.getClass().getSimpleName() + ".";
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
