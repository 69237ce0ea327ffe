package dev.assay.lint;

import dev.assay.policy.Policy;
import dev.assay.policy.Section;
import java.util.List;

/** A policy as it was followed from top to bottom. */
record Reading(ClaimVocabulary vocabulary, Policy policy, List<RuleView> rules, Effort effort) {
    List<RuleView> of(Section section) {
        return rules.stream().filter(view -> view.rule().section() == section).toList();
    }
}
