package dev.assay.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Payara Micro is told: where to listen, no data grid, no data sent home, bounded waits, and a log file instead
 * of the console.
 */
record PayaraConfiguration(Settings.Listen listen, String certificateAlias, Path folder, Path logging) {
    private static final String CONFIG = "set configs.config.server-config.";
    /** why not "admin-listener": the server keeps that name for an administration of its own. */
    private static final String ADMIN = "management-listener";
    private static final List<String> LISTENERS = List.of("http-listener", "https-listener");

    List<String> arguments(Path instance) {
        Path before = folder.resolve("before-boot.txt");
        OwnerOnly.write(before, String.join("\n", commands()) + "\n");
        return List.of("--rootdir", instance.toString(), "--port",
                Integer.toString(listen.httpPort()), "--sslport", Integer.toString(listen.httpsPort()), "--sslcert",
                certificateAlias, "--prebootcommandfile", before.toString(), "--logproperties", logging.toString(),
                "--nocluster", "--nohazelcast", "--disablephonehome");
    }

    private List<String> commands() {
        return Stream.of(listen.adminPort().stream().mapToObj(this::admin).flatMap(lines -> lines),
                LISTENERS.stream().flatMap(this::listener), server()).flatMap(lines -> lines).toList();
    }

    /** A third listener, HTTPS with the same certificate; which paths it answers is the web archive's to tell. */
    private Stream<String> admin(int port) {
        return Stream.concat(Stream.of(
                "create-http-listener --listeneraddress " + listen.bind() + " --listenerport " + port
                        + " --defaultvs server --securityenabled true " + ADMIN,
                CONFIG + "network-config.protocols.protocol." + ADMIN + ".ssl.cert-nickname=" + certificateAlias),
                listener(ADMIN));
    }

    private Stream<String> listener(String name) {
        String http = CONFIG + "network-config.protocols.protocol." + name + ".http.";
        return Stream.of(
                CONFIG + "network-config.network-listeners.network-listener." + name + ".address=" + listen.bind(),
                http + "server-header=false", http + "xpowered-by=false", http + "xframe-options=false",
                http + "request-timeout-seconds=60", http + "timeout-seconds=30",
                // DO-04
                http + "header-buffer-length-bytes=16384", http + "max-request-headers=100",
                http + "connection-upload-timeout-millis=10000", http + "upload-timeout-enabled=true",
                // DO-01: what is left of a refused body is not read; the connection is closed.
                http + "max-swallowing-input-bytes=65536",
                // DO-05: Grizzly bounds concurrent streams, but not how fast they are opened and reset.
                http + "http2-enabled=false");
    }

    /** Those that verify, those that wait for their turn (128 at most), and as many to say at once that none is free. */
    private static int threads() {
        return 256 + 4 * Runtime.getRuntime().availableProcessors();
    }

    /** "Dummy" keeps timers in memory: ours are all non-persistent, and the grid they would live in is off. */
    private static Stream<String> server() {
        return Stream.of(CONFIG + "hazelcast-config-specific-configuration.enabled=false",
                CONFIG + "availability-service.availability-enabled=false",
                CONFIG + "thread-pools.thread-pool.http-thread-pool.max-thread-pool-size=" + threads(),
                CONFIG + "ejb-container.ejb-timer-service.ejb-timer-service=Dummy");
    }
}
