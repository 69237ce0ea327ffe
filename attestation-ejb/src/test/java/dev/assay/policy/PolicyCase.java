package dev.assay.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One case of cases.txt, whose head explains the fields. */
record PolicyCase(Map<String, List<String>> fields) {
    static List<PolicyCase> all() throws IOException {
        try (InputStream file = PolicyCase.class.getResourceAsStream("cases.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n+")).filter(block -> !block.startsWith("#")).map(PolicyCase::read)
                    .toList();
        }
    }

    private static PolicyCase read(String block) {
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

    /** Whether the case is about a version this release evaluates. */
    boolean isOfThisRelease() {
        return all("since").stream().allMatch(number -> Version.numbered(number).isPresent());
    }

    String policy() {
        return String.join("\n", all("policy"));
    }

    @Override
    public String toString() {
        return one("case");
    }
}
