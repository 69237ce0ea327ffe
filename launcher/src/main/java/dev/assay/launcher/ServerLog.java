package dev.assay.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;

/**
 * Everything that logs writes one line to {@code logs/server.0.log} (20 MB each, five kept); the console is for
 * progress only. {@code configuration} is the file Payara reads again when it takes the logging over.
 */
record ServerLog(Path configuration) {

    static ServerLog open(DataFolder data) {
        Path file = data.folder("cache").resolve("logging.properties");
        OwnerOnly.write(file, content(data.folder("logs")));
        try (var in = Files.newInputStream(file)) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        redirectConsole(data.folder("logs").resolve("console.log"));
        return new ServerLog(file);
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
