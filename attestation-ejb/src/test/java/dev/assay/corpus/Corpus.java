package dev.assay.corpus;

import dev.assay.bytes.Bytes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The folder of genuine evidence: {@code ASSAY_CORPUS}, else {@code ../shared/corpus} beside the checkout. */
public record Corpus(Path folder) {
    /** Skips the calling test, visibly, where the corpus is absent. */
    public static Corpus orSkip() {
        String configured = System.getenv("ASSAY_CORPUS");
        Path folder = configured != null ? Path.of(configured) : Path.of("..", "..", "shared", "corpus");
        boolean present = Files.isRegularFile(folder.resolve("README.md"));
        Assumptions.assumeTrue(present, () -> {
            String why = "SKIPPED: no corpus of genuine evidence at " + folder + "; set ASSAY_CORPUS to its folder";
            System.out.println(why);
            return why;
        });
        return new Corpus(folder);
    }

    public List<Case> cases(String kind) {
        try (var folders = Files.list(folder.resolve(kind))) {
            return folders.filter(Files::isDirectory).sorted().map(Case::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Case find(String kind, String id) {
        return Case.of(folder.resolve(kind).resolve(id));
    }

    public Path file(String first, String... more) {
        return folder.resolve(Path.of(first, more));
    }

    /** One case: its folder and {@code case.json}. */
    public record Case(Path folder, JsonObject facts) {
        static Case of(Path folder) {
            return new Case(folder, read(folder.resolve("case.json")));
        }

        public String id() {
            return facts.getString("id");
        }

        public JsonObject expected() {
            return facts.getJsonObject("expected");
        }

        public Optional<Bytes> file(String name) {
            Path path = folder.resolve(name);
            return Files.isRegularFile(path) ? Optional.of(bytes(path)) : Optional.empty();
        }
    }

    public static JsonObject read(Path path) {
        try (var reader = Json.createReader(Files.newInputStream(path))) {
            return reader.readObject();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Bytes bytes(Path path) {
        try {
            return Bytes.copyOf(Files.readAllBytes(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
