package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs of tpm2-tools that need no TPM: somebody else's reading of the same octets. */
public record Tool(Path folder) {
    /** Skips the calling test, visibly, where the program is absent. */
    public static Tool orSkip(String program, Path folder) {
        Assumptions.assumeTrue(List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program))), () -> {
                    String why = "SKIPPED: " + program + " is not here; install the package tpm2-tools";
                    System.out.println(why);
                    return why;
                });
        return new Tool(folder);
    }

    public Tool write(String name, Octets octets) throws IOException {
        Files.write(folder.resolve(name), octets.toArray());
        return this;
    }

    public Tool write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    /** What came of a command. */
    public record Outcome(int exit, String output) {}

    public Outcome run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
