package dev.assay.lint;

import dev.assay.claims.Issuer;
import dev.assay.policy.Condition;
import dev.assay.policy.Property;
import dev.assay.policy.PropertyTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says why a condition that no claim meets is not met: the first cause in the order a person would look for one. */
final class Diagnoses {
    private final ClaimVocabulary vocabulary;
    private final Map<String, RuleView> makers;
    private final Spellings spellings;

    /** @param makers by a claim's type, the first rule that makes one */
    Diagnoses(ClaimVocabulary vocabulary, Map<String, RuleView> makers) {
        this.vocabulary = vocabulary;
        this.makers = makers;
        this.spellings = new Spellings(vocabulary, makers.keySet());
    }

    Diagnosis of(ConditionView view) {
        Condition condition = view.condition();
        Optional<Diagnosis> contradiction = Contradiction.in(condition)
                .map(found -> new Diagnosis("contradiction", found.test(), found.message(),
                        "Drop one of the comparisons, or write one rule for each."));
        return contradiction.or(() -> unknownIssuer(condition)).or(() -> noCustomClaims(condition))
                .or(() -> unknownClaim(view)).or(() -> otherIssuer(view)).or(() -> value(view)).orElseGet(
                        () -> new Diagnosis("never-matches", 0,
                                "No claim this policy can meet here passes all of these comparisons.",
                                "Compare the condition with the claims the evidence has."));
    }

    private static Optional<Diagnosis> unknownIssuer(Condition condition) {
        return Tests.text(condition, Property.ISSUER).filter(name -> Arrays.stream(Issuer.values())
                .noneMatch(issuer -> issuer.wireName().equals(name)))
                .map(name -> new Diagnosis("unknown-issuer", first(condition, Property.ISSUER),
                        "No claim has the issuer %s.".formatted(Wording.quoted(name)),
                        "Write \"AttestationService\" for what the evidence says, \"AttestationPolicy\" for what a rule "
                                + "adds."));
    }

    private Optional<Diagnosis> noCustomClaims(Condition condition) {
        return Tests.text(condition, Property.ISSUER).filter(Issuer.CUSTOM_CLAIM.wireName()::equals)
                .filter(name -> !vocabulary.customClaims())
                .map(name -> new Diagnosis("no-custom-claims", first(condition, Property.ISSUER),
                        "Clients cannot send claims of their own with %s evidence, so none has the issuer CustomClaim."
                                .formatted(vocabulary.evidence()),
                        "Have the client bind its data to the evidence as runtimeData, and check it where the token is "
                                + "read."));
    }

    private Optional<Diagnosis> unknownClaim(ConditionView view) {
        Optional<String> type = Tests.text(view.condition(), Property.TYPE);
        if (type.isEmpty() || !view.candidates().isEmpty())
            return Optional.empty();
        int test = first(view.condition(), Property.TYPE);
        return Optional.of(makers.containsKey(type.get())
                ? addedLater(type.get(), test)
                : new Diagnosis("unknown-claim", test,
                        "No claim %s is ever here: %s evidence brings none%s, and no rule "
                                .formatted(Wording.quoted(type.get()), vocabulary.evidence(),
                                        spellings.whereElse(type.get()))
                                + "adds one.",
                        spellings.suggestion(type.get())));
    }

    private Diagnosis addedLater(String type, int test) {
        RuleView maker = makers.get(type);
        return new Diagnosis("claim-added-later", test,
                "The claim %s is added by %s (line %d) only, which runs later or is this rule itself: rules run once, "
                        .formatted(Wording.quoted(type), maker.path(), maker.rule().line()) + "from top to bottom.",
                "Move that rule in front of this one.");
    }

    private static Optional<Diagnosis> otherIssuer(ConditionView view) {
        List<Integer> tests = Tests.of(view.condition(), Property.ISSUER);
        Optional<Integer> culprit = tests.stream().filter(test -> excludesAll(view, test)).findFirst();
        return culprit.map(test -> new Diagnosis("issuer-not-possible", test,
                "The claims this condition can meet come from %s only.".formatted(issuers(view)),
                "Write issuer==\"%s\".".formatted(view.candidates().getFirst().issuer().wireName())));
    }

    private static String issuers(ConditionView view) {
        return view.candidates().stream().map(shape -> shape.issuer().wireName()).distinct().sorted()
                .collect(Collectors.joining(" and "));
    }

    private static Optional<Diagnosis> value(ConditionView view) {
        return IntStream.range(0, view.condition().tests().size()).boxed()
                .filter(test -> excludesAll(view, test)).findFirst().map(test -> new ValueDiagnosis(
                        view.candidates().getFirst(), view.condition().tests().get(test), test).diagnosis());
    }

    private static boolean excludesAll(ConditionView view, int test) {
        PropertyTest compared = view.condition().tests().get(test);
        return !view.candidates().isEmpty()
                && view.candidates().stream().allMatch(shape -> shape.passes(compared) == Tri.NEVER);
    }

    private static int first(Condition condition, Property property) {
        return Tests.of(condition, property).getFirst();
    }
}
