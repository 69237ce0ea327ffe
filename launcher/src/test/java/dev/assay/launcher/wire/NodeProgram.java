package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The JavaScript client in {@code target/js}, with the packages its lock file names; sources stay untouched. */
record NodeProgram(Path folder, Path authority) {
    private static final Path SOURCES = Path.of("src", "test", "js");

    /** Skips the test, and says so, where node or npm is not there. */
    static NodeProgram installed(Path authority) {
        for (String tool : List.of("node", "npm"))
            assumeTrue(runs(tool), tool + " is not installed, so the Azure SDK for JavaScript was not tried: install "
                    + "the packages nodejs and npm.");
        NodeProgram program = new NodeProgram(Path.of("target", "js").toAbsolutePath(), authority);
        program.copySources();
        program.output("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        return program;
    }

    private static boolean runs(String tool) {
        try {
            return new ProcessBuilder(tool, "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void copySources() {
        try {
            Files.createDirectories(folder);
            for (String name : List.of("package.json", "package-lock.json", "attest.mjs", "policy.mjs",
                    "certificates.mjs", "providers.mjs", "tpm.mjs"))
                Files.copy(SOURCES.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the script writes to its output, given {@code input}. */
    String run(String script, String input) {
        return output(input, "node", script);
    }

    private String output(String input, String... command) {
        try {
            Path errors = folder.resolve("errors.txt");
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("NODE_EXTRA_CA_CERTS", authority.toString());
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output + text(errors));
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
