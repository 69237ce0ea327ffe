package dev.assay.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The workflow once in front of the user, by the command line's own program in a process of its own, as any client
 * would do it: evidence, token, keys, verification, and a machine with a TPM where the packages for one are there. It prints its own lines.
 */
record Walk(Path commandLine, URI baseUrl, URI adminUrl, Path data) {

    /** Whether every step succeeded. */
    boolean succeeds() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                commandLine.resolve("*").toString(), "dev.assay.cli.Main", "walk", "--base-url", baseUrl.toString(),
                "--admin-url", adminUrl.toString(), "--data", data.toString());
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
