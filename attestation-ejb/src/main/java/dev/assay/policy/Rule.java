package dev.assay.policy;

import java.util.List;

/**
 * {@code rule} (maa-policy §2).
 *
 * @param number its place in the section, from 1
 * @param line where it begins in the text, from 1
 */
public record Rule(Section section, int number, int line, List<Condition> conditions, Action action) {
    public Rule {
        conditions = List.copyOf(conditions);
    }

    /** As messages and audit records name it: {@code authorizationrules, rule 2 (line 4)}. */
    public String place() {
        return "%s, rule %d (line %d)".formatted(section.keyword(), number, line);
    }
}
