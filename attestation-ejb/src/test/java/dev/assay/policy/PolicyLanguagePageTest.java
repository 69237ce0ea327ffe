package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/policy-language.md is true: each of its examples does what is written behind it. */
class PolicyLanguagePageTest {
    private static final Path PAGE = Path.of("..", "docs", "policy-language.md");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\n(.*?)\n```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** A policy or rules, with the blocks that follow it by their kind. */
    record Example(String kind, String text, Map<String, String> blocks) {
        PolicyCase asCase() {
            Map<String, List<String>> fields = new TreeMap<>();
            fields.put(kind, text.lines().toList());
            fields.put("given", blocks.getOrDefault("given", "").lines().toList());
            blocks.get("result").lines().collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf(": ")),
                    Collectors.mapping(line -> line.substring(line.indexOf(": ") + 2), Collectors.toList())))
                    .forEach(fields::put);
            fields.put("case", List.of(text));
            return new PolicyCase(fields);
        }

        @Override
        public String toString() {
            return text.lines().filter(line -> !line.startsWith("version")).findFirst().orElseThrow();
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "policy", "rules" -> examples.add(new Example(blocks.group(1), blocks.group(2), new TreeMap<>()));
                case "given", "result", "errors" ->
                    examples.getLast().blocks().put(blocks.group(1), blocks.group(2));
                case "ebnf" -> assertTrue(examples.size() == 1, "the grammar stands behind the first example");
                default -> throw new IllegalStateException("a block of an unknown kind: " + blocks.group(1));
            }
        }
        return examples;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void doesWhatIsWrittenBehindIt(Example example) {
        if (example.blocks().containsKey("result")) {
            new PolicyCasesTest().isDecidedAsTheReferenceSays(example.asCase());
        } else if (example.blocks().containsKey("errors")) {
            assertEquals(example.blocks().get("errors").lines().toList(),
                    refused(example.text()).stream().map(Problem::toString).toList());
        } else {
            Policy.parse(example.text());
        }
    }

    @Test
    void everyFunctionAndTypeOfEvidenceHasAnExample() throws IOException {
        String all = examples().stream().map(Example::text).collect(Collectors.joining());
        for (PolicyFunction function : PolicyFunction.values()) {
            assertTrue(all.contains(function.written() + "("), function::written);
        }
        String page = Files.readString(PAGE);
        for (String type : List.of("SgxEnclave", "OpenEnclave", "SevSnpVm", "TdxVm", "AzureGuest", "Tpm")) {
            assertTrue(page.contains("\n### " + type), type);
        }
    }

    @Test
    void theLimitsOnThePageAreThoseInForce() throws IOException {
        String page = Files.readString(PAGE);
        for (int limit : List.of(Budget.MOST_STEPS, Budget.MOST_CLAIMS, Budget.MOST_CHARACTERS,
                Budget.MOST_MADE_CHARACTERS)) {
            assertTrue(page.contains("| " + "%,d".formatted(limit).replace(',', ' ')), () -> "no row of " + limit);
        }
    }

    private static List<Problem> refused(String text) {
        return assertThrows(PolicyParsingException.class, () -> Policy.parse(text)).problems();
    }
}
