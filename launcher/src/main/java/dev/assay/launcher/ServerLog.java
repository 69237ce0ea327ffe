package dev.assay.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.LogManager;

/**
 * Everything that logs writes one line to {@code logs/server.0.log} (20 MB each, five kept); the console is for
 * progress only. {@code configuration} is the file Payara reads again when it takes the logging over; {@code start} is
 * how long the log was before this start.
 */
record ServerLog(Path configuration, Path file, long start) {
    /** How the web archive says that it does not come up, and why. */
    private static final String REFUSED = "Assay does not start: ";

    static ServerLog open(DataFolder data) {
        Path configuration = data.folder("cache").resolve("logging.properties");
        OwnerOnly.write(configuration, content(data.folder("logs")));
        Path file = data.folder("logs").resolve("server.0.log");
        long start = length(file);
        try (var in = Files.newInputStream(configuration)) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        redirectConsole(data.folder("logs").resolve("console.log"));
        return new ServerLog(configuration, file, start);
    }

    /** The one sentence the web archive left since this start, where it refused to come up. */
    Optional<String> refusal() {
        try (FileChannel log = FileChannel.open(file)) {
            log.position(Math.min(start, log.size()));
            return new String(Channels.newInputStream(log).readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> line.contains(REFUSED)).findFirst()
                    .map(line -> line.substring(line.indexOf(REFUSED) + REFUSED.length()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path file) {
        return file.toFile().length();
    }

    /** What libraries print instead of logging; the file starts anew each time. */
    private static void redirectConsole(Path file) {
        try {
            PrintStream printed = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
            System.setOut(printed);
            System.setErr(printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path logs) {
        return """
                handlers=java.util.logging.FileHandler
                .level=INFO
                java.util.logging.FileHandler.pattern=%s/server.%%g.log
                java.util.logging.FileHandler.limit=20000000
                java.util.logging.FileHandler.count=5
                java.util.logging.FileHandler.append=true
                java.util.logging.FileHandler.encoding=UTF-8
                java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
                java.util.logging.SimpleFormatter.format=%%1$tFT%%1$tT.%%1$tL%%1$tz %%4$s %%3$s %%5$s%%6$s%%n
                javax.enterprise.system.tools.deployment.dol.level=WARNING
                javax.enterprise.system.tools.deployment.common.level=WARNING
                fish.payara.nucleus.util.level=WARNING
                fish.payara.boot.runtime.BootCommand.level=WARNING
                org.glassfish.admin.mbeanserver.level=WARNING
                """.formatted(logs.toString().replace("%", "%%"));
    }
}
