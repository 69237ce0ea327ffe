package dev.assay.launcher.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;

/** A client of one tenant over HTTPS that trusts the service's own authority only. */
record Client(HttpClient http, String endpoint) {
    static final String SGX = "/attest/SgxEnclave?api-version=2020-10-01";
    static final String OPEN_ENCLAVE = "/attest/OpenEnclave?api-version=2020-10-01";
    private static final String TYPE = "Content-Type";
    private static final String JSON = "application/json";

    static Client of(Place place, String tenant) {
        Path authority = place.data().resolve("tls").resolve("ca.pem");
        return new Client(HttpClient.newBuilder()
                .sslContext(Authority.read(authority).context()).build(), place.issuer(tenant));
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, String body) {
        return send(request(path).header(TYPE, JSON).POST(BodyPublishers.ofString(body)).build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint + path));
    }

    Answer send(HttpRequest request) {
        try {
            return Answer.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** An answer of the service: status, headers and text. */
    record Answer(int status, HttpResponse<String> response, String body) {
        static Answer of(HttpResponse<String> response) {
            return new Answer(response.statusCode(), response, response.body());
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The token of a 200; anything else fails the test with the answer's text. */
        Token token() {
            if (status != 200)
                throw new AssertionError(status + " " + body);
            return Token.parse(Json.object(body).getString("token"));
        }
    }
}
