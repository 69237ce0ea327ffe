package dev.assay.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Asks the server's own health condition until it says ready: {@code GET /health/ready} with 200. */
record Readiness(URI url, Duration patience) {

    static Readiness of(Settings.Listen listen) {
        String host = listen.bind().matches("0\\.0\\.0\\.0|::|0:0:0:0:0:0:0:0") ? "127.0.0.1" : listen.bind();
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return new Readiness(URI.create("http://" + bracketed + ":" + listen.httpPort() + "/health/ready"),
                Duration.ofSeconds(90));
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
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(10_000);
            return connection.getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
