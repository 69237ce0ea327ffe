package dev.assay.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One case of cases.txt, whose head explains the fields, or of functions.txt. */
record PolicyCase(Map<String, List<String>> fields) {
    private static final String PERMITTING = "version=1.2; authorizationrules{=>permit();}; issuancerules{\n%s\n};";

    static List<PolicyCase> ofTheReference() throws IOException {
        return read("cases.txt");
    }

    static List<PolicyCase> all() throws IOException {
        List<PolicyCase> all = new ArrayList<>(ofTheReference());
        all.addAll(read("functions.txt"));
        return all;
    }

    private static List<PolicyCase> read(String name) throws IOException {
        try (InputStream file = PolicyCase.class.getResourceAsStream(name)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n+")).filter(block -> !block.startsWith("#")).map(PolicyCase::parsed)
                    .toList();
        }
    }

    private static PolicyCase parsed(String block) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        block.lines().forEach(line -> fields.computeIfAbsent(line.substring(0, line.indexOf(": ")),
                name -> new ArrayList<>()).add(line.substring(line.indexOf(": ") + 2)));
        return new PolicyCase(fields);
    }

    List<String> all(String field) {
        return fields.getOrDefault(field, List.of());
    }

    String one(String field) {
        return all(field).getFirst();
    }

    String policy() {
        return fields.containsKey("rules")
                ? PERMITTING.formatted(String.join("\n", all("rules")))
                : String.join("\n", all("policy"));
    }

    @Override
    public String toString() {
        return one("case");
    }
}
