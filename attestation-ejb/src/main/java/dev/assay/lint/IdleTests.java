package dev.assay.lint;

import dev.assay.policy.Property;
import dev.assay.policy.PropertyTest;

/** Comparisons of a value that exclude nothing. */
final class IdleTests implements Check {
    @Override
    public void look(Reading reading, Findings findings) {
        for (RuleView view : reading.rules()) {
            for (ConditionView condition : view.conditions()) {
                Tests.of(condition.condition(), Property.VALUE).stream().filter(test -> idle(condition, test))
                        .forEach(test -> findings.note("test-without-effect", view.spot(condition, test),
                                "Every value the claim can have passes `value%s%s`, so this comparison excludes nothing."
                                        .formatted(written(condition, test).operator().symbol(),
                                                Wording.of(Tests.literal(written(condition, test)).orElseThrow())),
                                "Compare with the value you rely on, or leave the comparison out."));
            }
        }
    }

    private static boolean idle(ConditionView condition, int test) {
        return !condition.matching().isEmpty() && condition.matching().stream()
                .allMatch(shape -> !fixed(shape.value().form())
                        && shape.passes(written(condition, test)) == Tri.ALWAYS);
    }

    /** why: a comparison with the one value there is may be there to say so. */
    private static boolean fixed(ValueForm form) {
        return form instanceof ValueForm.Exactly || form instanceof ValueForm.OneOf;
    }

    private static PropertyTest written(ConditionView condition, int test) {
        return condition.condition().tests().get(test);
    }
}
