package dev.assay.policy;

import java.util.List;

/**
 * {@code condition} (maa-policy §2, §4): holds when some claim passes every test, or when negated and none does.
 *
 * @param identifier the name the matching claims get; empty where they get none
 */
public record Condition(boolean negated, String identifier, List<PropertyTest> tests) {
    public Condition {
        tests = List.copyOf(tests);
    }
}
