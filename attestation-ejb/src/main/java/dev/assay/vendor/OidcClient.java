package dev.assay.vendor;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches an OpenID Connect issuer's metadata (Discovery 1.0 §4) and the key set it names. Every address is configured,
 * or named by metadata that came over TLS from a configured one. Safe for any number of threads.
 */
public final class OidcClient {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final int METADATA_LIMIT = 64 << 10;
    private static final int KEYS_LIMIT = 256 << 10;

    private final OidcRoute route;
    private final Duration limit;
    private final HttpClient http;

    /** CO-06's limits, shortened: a caller waits. */
    public OidcClient(OidcRoute route) {
        this(route, Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    /** @param whole for one answer, from the request to the body's last octet */
    OidcClient(OidcRoute route, Duration connect, Duration whole) {
        this.route = route;
        this.limit = whole;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(connect).followRedirects(Redirect.NEVER);
        route.tls().ifPresent(builder::sslContext);
        route.proxy()
                .ifPresent(uri -> builder.proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort()))));
        this.http = builder.build();
    }

    /** @param keySet where it was found. @param keys the JWK set as sent, unread */
    public record Found(String keySet, Bytes keys) {}

    /**
     * @param issuer as configured; its metadata must name it character by character (AU-01)
     * @param keySet as configured, where it is not at the issuer's host
     * @throws SourceException where the issuer does not answer in time, within size, with 200 and what is expected
     */
    public Found fetch(String issuer, Optional<String> keySet) {
        JsonObject metadata = metadata(issuer);
        if (!text(metadata, "issuer").equals(Optional.of(issuer)))
            throw new SourceException("calls itself by another issuer than the one configured");
        String named = text(metadata, "jwks_uri")
                .orElseThrow(() -> new SourceException("has metadata without jwks_uri"));
        checkPlace(issuer, keySet, named);
        return new Found(named, get(uri(named), KEYS_LIMIT));
    }

    private JsonObject metadata(String issuer) {
        try {
            return StrictJson.object("metadata",
                    get(uri(issuer.replaceAll("/+$", "") + WELL_KNOWN), METADATA_LIMIT));
        } catch (MalformedException refused) {
            throw new SourceException("sent metadata that is no JSON object");
        }
    }

    private static void checkPlace(String issuer, Optional<String> configured, String named) {
        if (configured.isPresent() && !configured.get().equals(named))
            throw new SourceException("names another jwks_uri than the jwksUri configured");
        if (configured.isEmpty() && !uri(issuer).getRawAuthority().equalsIgnoreCase(uri(named).getRawAuthority()))
            throw new SourceException("has its keys at another host; configure that address as jwksUri");
    }

    private Bytes get(URI uri, int cap) {
        // AU-03: never plain HTTP, whatever metadata says.
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null)
            throw new SourceException("names an address that is not https");
        if (!route.privateNetworks())
            checkPublic(uri.getHost());
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(limit).header("Accept", "application/json").GET()
                .build();
        HttpResponse<byte[]> answer = await(http.sendAsync(request, head -> new CappedBody(cap)));
        if (answer.statusCode() != 200)
            throw new SourceException("answered with status " + answer.statusCode());
        return Bytes.copyOf(answer.body());
    }

    /** Behind a proxy names are the proxy's to look up; what it lets through is its operator's to say. */
    private void checkPublic(String host) {
        if (route.proxy().isEmpty() || host.matches("[0-9.]+|\\[.*") || host.equalsIgnoreCase("localhost"))
            PublicAddresses.check(host);
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer) {
        try {
            // why: the request's own timeout ends with the headers; a body may drip for ever.
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new SourceException("did not answer within " + limit.toSeconds() + " s");
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
        return new SourceException("is out of reach (" + cause.getClass().getSimpleName() + ")", true);
    }

    private static Optional<String> text(JsonObject object, String member) {
        return object.get(member) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException refused) {
            throw new SourceException("names an address that is no URL");
        }
    }
}
