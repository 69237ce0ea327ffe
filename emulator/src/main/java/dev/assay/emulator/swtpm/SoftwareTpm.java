package dev.assay.emulator.swtpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.BootEvent;
import dev.assay.emulator.bootlog.BootLog;
import dev.assay.emulator.bootlog.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A software TPM that runs as a process of its own, switched on and reset as a machine is. */
public final class SoftwareTpm implements AutoCloseable {
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int MOST_POLLS = 4000;

    private final Path state;
    private final Path sockets;
    private Process process;

    private SoftwareTpm(Path state, Path sockets) {
        this.state = state;
        this.sockets = sockets;
    }

    /** The packages to install, in words; empty where they are there. */
    public static Optional<String> missing() {
        List<String> packages = new ArrayList<>();
        if (!Commands.found("swtpm"))
            packages.add("swtpm");
        if (!Commands.found("tpm2_createek"))
            packages.add("tpm2-tools");
        return packages.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", packages));
    }

    /** Switched on. @param state a folder for what the TPM keeps; a new TPM where it is empty */
    public static SoftwareTpm start(Path state) {
        try {
            // why: a socket's path may have 107 octets, and folders of tests are deep.
            SoftwareTpm tpm = new SoftwareTpm(Files.createDirectories(state).toAbsolutePath(),
                    Files.createTempDirectory("swtpm"));
            Runtime.getRuntime().addShutdownHook(new Thread(tpm::off));
            tpm.on();
            return tpm;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** How tpm2-tools reach it. */
    public String tcti() {
        return "swtpm:path=" + socket();
    }

    /** What a program of tpm2-tools prints, run in the folder {@link #folder()}. */
    public String run(String tool, String... arguments) {
        return new Commands(sockets, tcti()).run(tool, arguments);
    }

    /** A folder for files that go to and come from programs; gone with the TPM's process. */
    public Path folder() {
        return sockets;
    }

    /** Whether its maker was here. */
    public boolean certified() {
        return run("tpm2_getcap", "handles-nv-index").contains("0x1C0000");
    }

    /** Measures what a log says, as firmware does, in every bank it has digests for. */
    public void boot(BootLog log) {
        run("tpm2_pcrextend", log.events().stream().filter(event -> event.type() != EventType.EV_NO_ACTION)
                .map(SoftwareTpm::argument).toArray(String[]::new));
    }

    private static String argument(BootEvent event) {
        return event.pcr() + ":" + event.digests().entrySet().stream()
                .map(digest -> word(digest.getKey()) + "=" + digest.getValue().toHex())
                .collect(Collectors.joining(","));
    }

    private static String word(Bank bank) {
        return bank.name().toLowerCase(Locale.ROOT);
    }

    /** An orderly end and a cold start: registers as after a reset, resetCount one higher (Part 1, 12.2). */
    public void reboot() {
        run("tpm2_shutdown", "-c");
        off();
        on();
    }

    private Path socket() {
        return sockets.resolve("tpm");
    }

    private void on() {
        List<String> command = List.of("swtpm", "socket", "--tpm2", "--tpmstate", "dir=" + state, "--server",
                "type=unixio,path=" + socket(), "--ctrl", "type=unixio,path=" + socket() + ".ctrl", "--flags",
                "not-need-init,startup-clear");
        Path log = sockets.resolve("swtpm.log");
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
            process.getOutputStream().close();
            for (int i = 0; !Files.exists(sockets.resolve("tpm.ctrl")) || !Files.exists(socket()); i++) {
                if (!process.isAlive() || i == MOST_POLLS)
                    throw new IllegalStateException("swtpm does not start: " + Files.readString(log));
                LockSupport.parkNanos(POLL);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void off() {
        if (process == null)
            return;
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS))
                process.destroyForcibly();
            // why: a socket that is left over looks like a TPM that is up.
            Files.deleteIfExists(socket());
            Files.deleteIfExists(sockets.resolve("tpm.ctrl"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Switched off; what it keeps stays in its folder. */
    @Override
    public void close() {
        off();
        try (var found = Files.walk(sockets)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst)
                Files.deleteIfExists(file);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
