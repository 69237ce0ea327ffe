package dev.assay.policy.trace;

/**
 * Where a rule stands in its policy; says nothing of what it asks for.
 *
 * @param section {@code configurationrules}, {@code authorizationrules} or {@code issuancerules}
 * @param rule its number in the section, from 1
 * @param line where it begins in the text, from 1
 */
public record Place(String section, int rule, int line) {
    /** As messages and audit records have it: {@code authorizationrules, rule 2 (line 4)}. */
    @Override
    public String toString() {
        return "%s, rule %d (line %d)".formatted(section, rule, line);
    }
}
