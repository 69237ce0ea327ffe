package dev.assay.bench.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A data folder and two ports: what stays when the server on it is started again. @param root the installation's */
record Site(Path root, Path data, int httpPort, int httpsPort) {
    /** An empty folder under {@code target/bench} and ports that were free a moment ago. */
    static Site fresh(String name) throws IOException {
        Path root = Path.of(System.getProperty("assay.home", "")).toAbsolutePath();
        Path data = root.resolve("target").resolve("bench").resolve(name);
        delete(data);
        Files.createDirectories(data);
        try (ServerSocket http = anyPort(); ServerSocket https = anyPort()) {
            return new Site(root, data, http.getLocalPort(), https.getLocalPort());
        }
    }

    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder))
            return;
        try (var found = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) found.sorted(Comparator.reverseOrder())::iterator)
                Files.delete(path);
        }
    }

    /** {@code ./assay run} here, without the demo, with these settings besides; its console goes to a file. */
    ProcessBuilder run(Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(
                List.of("bash", root.resolve("assay").toString(), "run", "--no-demo"));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("ASSAY_"));
        environment.putAll(new TreeMap<>(Map.of("ASSAY_DATA", data.toString(), "ASSAY_HTTP_PORT",
                Integer.toString(httpPort), "ASSAY_HTTPS_PORT", Integer.toString(httpsPort), "ASSAY_NO_BUILD", "1",
                "JAVA_HOME", System.getProperty("java.home"))));
        environment.putAll(settings);
        return builder.redirectErrorStream(true).redirectOutput(console().toFile());
    }

    Path console() {
        return data.resolve("console.txt");
    }

    Path authority() {
        return data.resolve("tls").resolve("ca.pem");
    }

    /** The made secret of the client {@code platform-admin}. */
    Path secret() {
        return data.resolve("keys").resolve("platform-admin.secret");
    }
}
