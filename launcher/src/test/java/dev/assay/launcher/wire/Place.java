package dev.assay.launcher.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A data folder, two ports and other settings: what stays the same when the service on it is started again. */
record Place(Path data, int httpPort, int httpsPort, Map<String, String> others) {
    /** The repository's root: Maven runs a module's tests in the module's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path FOLDER = Path.of("target", "wire").toAbsolutePath();

    /** An empty folder under {@code target/wire} and ports that were free a moment ago. */
    static Place fresh(String name) {
        Path data = FOLDER.resolve(name);
        try (ServerSocket http = anyPort(); ServerSocket https = anyPort()) {
            delete(data);
            Files.createDirectories(data);
            return new Place(data, http.getLocalPort(), https.getLocalPort(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Place with(Map<String, String> settings) {
        return new Place(data, httpPort, httpsPort, Map.copyOf(settings));
    }

    /** One that was free a moment ago. */
    static int freePort() {
        try (ServerSocket socket = anyPort()) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder))
            return;
        try (var found = Files.walk(folder)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst)
                Files.delete(path);
        }
    }

    /** The tenant's issuer, also the endpoint its clients are given. */
    String issuer(String tenant) {
        return "https://localhost:" + httpsPort + (tenant.equals("default") ? "" : "/t/" + tenant);
    }

    URI http(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    /** The settings that put the service here. */
    Map<String, String> settings() {
        return Map.of("ASSAY_DATA", data.toString(), "ASSAY_HTTP_PORT", Integer.toString(httpPort),
                "ASSAY_HTTPS_PORT", Integer.toString(httpsPort), "ASSAY_BIND", "127.0.0.1");
    }

    /** {@code ./assay} with these arguments and settings, on the tests' own JDK, with what the build has just made. */
    ProcessBuilder script(String... arguments) {
        return script(Map.of(), arguments);
    }

    /** @param more environment, beyond what puts the service here */
    ProcessBuilder script(Map<String, String> more, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder("bash", ROOT.resolve("assay").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("ASSAY_"));
        builder.environment().putAll(settings());
        builder.environment().putAll(more);
        builder.environment().putAll(others);
        builder.environment().put("ASSAY_NO_BUILD", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.redirectErrorStream(true);
    }
}
