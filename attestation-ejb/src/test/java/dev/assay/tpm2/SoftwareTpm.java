package dev.assay.tpm2;

import dev.assay.bytes.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A swtpm of its own on the loopback interface, spoken to with tpm2-tools. */
final class SoftwareTpm implements AutoCloseable {
    private final Path folder;
    private final Process server;
    private final int port;

    private SoftwareTpm(Path folder, Process server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    /** Skips the calling test, visibly, where the programs are absent. */
    static SoftwareTpm startOrSkip(Path folder) throws Exception {
        Assumptions.assumeTrue(onPath("swtpm") && onPath("tpm2_quote"), () -> {
            String why = "SKIPPED: no software TPM here; install the packages swtpm and tpm2-tools";
            System.out.println(why);
            return why;
        });
        int port = twoFreePorts();
        Process server = new ProcessBuilder("swtpm", "socket", "--tpm2", "--tpmstate", "dir=" + folder, "--server",
                "type=tcp,bindaddr=127.0.0.1,port=" + port, "--ctrl",
                "type=tcp,bindaddr=127.0.0.1,port=" + (port + 1), "--flags", "not-need-init,startup-clear")
                .redirectErrorStream(true).redirectOutput(folder.resolve("swtpm.log").toFile()).start();
        SoftwareTpm tpm = new SoftwareTpm(folder, server, port);
        for (int i = 0; i < 100 && server.isAlive(); i++) {
            if (tpm.exit(List.of("tpm2_getrandom", "-o", "random", "4")) == 0)
                return tpm;
        }
        tpm.close();
        throw new IllegalStateException("swtpm does not answer: " + Files.readString(folder.resolve("swtpm.log")));
    }

    /** One command line, split at blanks; what it loads is flushed. */
    void run(String command) throws Exception {
        int exit = exit(List.of(command.split(" ")));
        if (exit != 0)
            throw new IllegalStateException(command + ": " + Files.readString(folder.resolve("tool.log")));
        exit(List.of("tpm2_flushcontext", "-t"));
    }

    Bytes file(String name) throws IOException {
        return Bytes.copyOf(Files.readAllBytes(folder.resolve(name)));
    }

    void write(String name, Bytes octets) throws IOException {
        Files.write(folder.resolve(name), octets.toArray());
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().join();
    }

    private int exit(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("tool.log").toFile());
        builder.environment().put("TPM2TOOLS_TCTI", "swtpm:host=127.0.0.1,port=" + port);
        return builder.start().waitFor();
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The tools expect the control channel on the port after the command channel's. */
    private static int twoFreePorts() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    var second = new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException taken) {
                continue;
            }
        }
        throw new IOException("no two free ports next to each other");
    }
}
