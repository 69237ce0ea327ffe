package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Keycloak in a process of its own, with an HTTPS listener on loopback and the realms it was given. */
final class Keycloak implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 400;
    private static final Path HOME = Path.of("target", "keycloak").toAbsolutePath();

    private final Process process;
    private final Console console;
    private final HttpClient http;
    private final LocalCertificate certificate;
    private final Place ports;

    private Keycloak(Process process, LocalCertificate certificate, Place ports) {
        this.process = process;
        this.console = new Console(process);
        this.certificate = certificate;
        this.ports = ports;
        this.http = HttpClient.newBuilder().sslContext(Authority.read(certificate.pem()).context()).build();
        Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
    }

    /** Begins to start it; skips the test, and says so, where the build was told to do without. */
    static Keycloak launch(List<Realm> realms) {
        try {
            assumeTrue(Files.isDirectory(HOME), "Keycloak was not tried: its distribution is not in target/keycloak; "
                    + "build without -Dkeycloak.skip=true, with org.keycloak:keycloak-quarkus-dist at hand.");
            Path distribution = distribution();
            delete(distribution.resolve("data"));
            Path imports = Files.createDirectories(distribution.resolve("data").resolve("import"));
            for (Realm realm : realms)
                Files.writeString(imports.resolve(realm.name() + ".json"), realm.json().toString());
            Place ports = Place.fresh("keycloak");
            LocalCertificate certificate = LocalCertificate.make(ports.data());
            return new Keycloak(command(distribution, certificate, ports).start(), certificate, ports);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder command(Path distribution, LocalCertificate certificate, Place ports)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", distribution.resolve("bin").resolve("kc.sh").toString(),
                "start-dev", "--import-realm", "--http-host=127.0.0.1", "--https-port=" + ports.httpsPort(),
                "--http-port=" + ports.httpPort(), "--health-enabled=true",
                "--http-management-port=" + Place.fresh("keycloak-health").httpPort(),
                "--https-key-store-file=" + certificate.keyStore(),
                "--https-key-store-password=" + LocalCertificate.PASSWORD);
        builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP",
                "-Xms64m -Xmx384m", "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"));
        return builder.directory(distribution.toFile()).redirectErrorStream(true);
    }

    /** Returns when every realm answers with its metadata; fails, with what was printed, where it ends before. */
    Keycloak await(List<Realm> realms) {
        console.await("Listening on:", PATIENCE_SECONDS);
        for (Realm realm : realms)
            Eventually.await("realm " + realm.name(),
                    () -> ask(HttpRequest.newBuilder(URI.create(issuer(realm.name())
                            + "/.well-known/openid-configuration")).build()).containsKey("issuer"));
        return this;
    }

    String issuer(String realm) {
        return "https://localhost:" + ports.httpsPort() + "/realms/" + realm;
    }

    /** PEM of what its TLS certificate chains to. */
    Path authority() {
        return certificate.pem();
    }

    JsonObject keySet(String realm) {
        return ask(HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/certs")).build());
    }

    /** What the token endpoint answers to a client's credentials. */
    JsonObject tokens(String realm, String client, String scope) {
        return ask(HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + client + "&client_secret="
                        + Realm.secret(client) + "&scope=" + scope))
                .build());
    }

    private JsonObject ask(HttpRequest request) {
        try {
            return Json.object(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        destroy();
        process.onExit().join();
    }

    /** The script waits for the server that it started. */
    private void destroy() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static Path distribution() throws IOException {
        try (Stream<Path> found = Files.list(HOME)) {
            return found.filter(path -> path.getFileName().toString().startsWith("keycloak-")).findFirst()
                    .orElseThrow();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder))
            return;
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList())
                Files.delete(path);
        }
    }
}
