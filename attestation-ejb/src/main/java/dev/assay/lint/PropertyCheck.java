package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import dev.assay.policy.Action;
import dev.assay.policy.Section;
import dev.assay.policy.Spelling;
import java.util.List;
import java.util.Optional;

/** Configuration properties: known ones, of this kind of evidence, in time, with a value they take (maa-policy §8). */
final class PropertyCheck implements Check {
    @Override
    public void look(Reading reading, Findings findings) {
        for (RuleView view : reading.rules()) {
            if (view.rule().action() instanceof Action.IssueProperty) {
                view.made().filter(shape -> !shape.type().isEmpty())
                        .ifPresent(shape -> look(reading.vocabulary(), view, shape, findings));
            }
        }
    }

    private static void look(ClaimVocabulary vocabulary, RuleView view, Shape set, Findings findings) {
        vocabulary.property(set.type()).ifPresentOrElse(known -> checkUse(known, view, set, findings),
                () -> unknown(vocabulary, view, set.type(), findings));
    }

    private static void checkUse(KnownProperty known, RuleView view, Shape set, Findings findings) {
        if (set.value().form() instanceof ValueForm.Exactly(ClaimValue value) && !known.takes().test(value)) {
            findings.warn("property-value", view.action(), "The property %s takes %s, not %s."
                    .formatted(known.name(), known.values(), Wording.of(value)), "Write such a value.");
        }
        if (view.rule().section() == Section.ISSUANCE && !known.inIssuance()) {
            findings.warn("property-too-late", view.action(),
                    "The property %s is asked for before issuancerules run, so it has no effect here."
                            .formatted(known.name()),
                    "Move the rule to configurationrules, which version 1.1 has.");
        }
    }

    private static void unknown(ClaimVocabulary vocabulary, RuleView view, String name, Findings findings) {
        Optional<String> other = Vocabularies.all().stream().filter(one -> one.property(name).isPresent())
                .map(ClaimVocabulary::evidence).findFirst();
        if (other.isPresent()) {
            findings.warn("property-of-other-type", view.action(),
                    "The property %s is for %s evidence; for %s it has no effect."
                            .formatted(name, other.get(), vocabulary.evidence()),
                    "Leave the rule out.");
        } else {
            findings.warn("unknown-property", view.action(), "There is no property %s, so it has no effect."
                    .formatted(Wording.quoted(name)), suggestion(vocabulary, name));
        }
    }

    private static String suggestion(ClaimVocabulary vocabulary, String name) {
        List<String> names = vocabulary.properties().stream().map(KnownProperty::name).toList();
        return names.stream().filter(known -> Spelling.distance(known, name) <= 4).findFirst()
                .map(known -> "Write \"%s\".".formatted(known))
                .orElse(names.isEmpty()
                        ? "Leave the rule out: %s has no properties.".formatted(vocabulary.evidence())
                        : "Those of %s are %s.".formatted(vocabulary.evidence(), String.join(", ", names)));
    }
}
