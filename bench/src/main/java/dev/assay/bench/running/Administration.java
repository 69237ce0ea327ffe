package dev.assay.bench.running;

import dev.assay.cli.relying.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The platform administrator at the management plane. */
final class Administration implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final long RENEW_NANOS = Duration.ofMinutes(10).toNanos();

    private final HttpClient http;
    private final String base;
    private final String basic;
    private String bearer = "";
    private long since;

    Administration(Site site) throws IOException {
        http = HttpClient.newBuilder().sslContext(Trust.only(site.authority())).build();
        base = "https://localhost:" + site.httpsPort();
        String secret = Files.readString(site.secret()).strip();
        basic = Base64.getEncoder().encodeToString(("platform-admin:" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** Status of {@code POST /management/v1/tenants}. @param quotas JSON of the member, or empty */
    int create(String name, String quotas) {
        String body = "{\"name\":\"" + name + "\"" + (quotas.isEmpty() ? "" : ",\"quotas\":" + quotas) + "}";
        return send(HttpRequest.newBuilder(URI.create(base + "/management/v1/tenants"))
                .header("Authorization", "Bearer " + bearer()).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build()).statusCode();
    }

    /** A token is good for 15 minutes. */
    private synchronized String bearer() {
        if (bearer.isEmpty() || System.nanoTime() - since > RENEW_NANOS) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials")).build());
            Matcher token = TOKEN.matcher(answer.body());
            if (!token.find())
                throw new IllegalStateException("no access token: " + answer.statusCode());
            bearer = token.group(1);
            since = System.nanoTime();
        }
        return bearer;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException("the management plane does not answer", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
