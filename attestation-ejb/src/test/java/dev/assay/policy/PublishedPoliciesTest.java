package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every policy published for the hosted service, as it was published. */
class PublishedPoliciesTest {
    /** No policies as printed: a placeholder to be filled in, and a typographic quote. */
    private static final Map<String, String> MISPRINTS = Map.of(
            "01-sample-custom-policy-for-a-software-guard-extensio.policy.txt", "5:50",
            "14-existing-custom-provider-users.policy.txt", "5:42");
    private static final Pattern LATER_VERSION = Pattern.compile("\\s*version\\s*=\\s*1\\.2;", Pattern.DOTALL);

    @Test
    void parsesAllButMisprintsAndLaterVersions() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        int later = 0;
        for (Path file : published()) {
            String text = Files.readString(file);
            if (LATER_VERSION.matcher(text).lookingAt()) {
                later++;
                assertTrue(firstProblem(text).contains("This release evaluates policy versions"), file::toString);
            } else if (!firstProblem(text).isEmpty()) {
                refused.put(file.getFileName().toString(), firstProblem(text).split(" ")[0]);
            }
        }
        assertEquals(new TreeMap<>(MISPRINTS), refused);
        assertTrue(later > 0 && published().size() > later + MISPRINTS.size());
    }

    private static List<Path> published() throws IOException {
        Path folder = CorpusPolicies.file("maa-policies", "case.json").getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".policy.txt")).sorted().toList();
        }
    }

    private static String firstProblem(String text) {
        try {
            Policy.parse(text);
            return "";
        } catch (PolicyParsingException refused) {
            Problem first = refused.problems().getFirst();
            return "%d:%d %s".formatted(first.line(), first.column(), first.message());
        }
    }
}
