package dev.assay.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * Asks the server's own health condition until it says ready: {@code GET /health/ready} with 200.
 *
 * @param tls trusts the server's own certificate alone; needed where health is at the administration's port
 */
record Readiness(URI url, Duration patience, SSLContext tls) {

    static Readiness of(Settings.Listen listen, SSLContext tls) {
        String server = listen.adminPort().isPresent()
                ? "https://" + listen.host() + ":" + listen.adminPort().getAsInt()
                : "http://" + listen.host() + ":" + listen.httpPort();
        return new Readiness(URI.create(server + "/health/ready"), Duration.ofSeconds(90), tls);
    }

    void await() {
        Instant end = Instant.now().plus(patience);
        while (status() != HttpURLConnection.HTTP_OK) {
            if (Instant.now().isAfter(end)) {
                throw new RefusedException("The server does not become ready: " + url
                        + " says what is missing, and logs in ASSAY_DATA say why.");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** The answer's status, or 0 while nobody answers. */
    private int status() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(java.net.Proxy.NO_PROXY);
            if (connection instanceof HttpsURLConnection secure)
                trustOurOwn(secure);
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(10_000);
            return connection.getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** why: the certificate is pinned, so that whatever name it has is ours. */
    private void trustOurOwn(HttpsURLConnection connection) {
        connection.setSSLSocketFactory(tls.getSocketFactory());
        connection.setHostnameVerifier((host, session) -> true);
    }
}
