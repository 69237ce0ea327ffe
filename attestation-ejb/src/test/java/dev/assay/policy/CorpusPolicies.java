package dev.assay.policy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The corpus's recordings of the hosted service; a test that needs them is skipped, and says so, where there is none. */
final class CorpusPolicies {
    private CorpusPolicies() {}

    static Path file(String recording, String name) {
        Path root = Optional.ofNullable(System.getenv("ASSAY_CORPUS")).map(Path::of)
                .orElseGet(() -> Path.of("").toAbsolutePath().getParent().resolveSibling("shared").resolve("corpus"));
        Path file = root.resolve("maa").resolve(recording).resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "no corpus at " + root + ": set ASSAY_CORPUS to run this");
        return file;
    }
}
