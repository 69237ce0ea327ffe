package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.policy.Expression.Call;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.trace.ConditionTrace;
import dev.assay.policy.trace.Mismatch;
import dev.assay.policy.trace.NearMiss;
import dev.assay.policy.trace.Seen;
import dev.assay.policy.trace.Several;
import dev.assay.policy.trace.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One condition by its own comparisons: the claims that pass them, and those that come nearest where none does. */
final class ConditionExplanation {
    static final int SHOWN_CLAIMS = 5;
    static final int SHOWN_MISSES = 3;
    static final int SHOWN_VALUES = 3;
    static final int LONGEST = 400;

    private final Condition condition;
    private final List<Claim> working;
    private final Computation computation;
    private final Bindings bindings;
    private final List<PropertyTest> own;
    private final List<Judged> judged = new ArrayList<>();

    private record Judged(Claim claim, List<PropertyTest> failed) {}

    /** @param before the conditions before this one, which functions of sets look at */
    ConditionExplanation(Condition condition, List<Claim> working, Computation computation, Bindings before) {
        this.condition = condition;
        this.working = working;
        this.computation = computation;
        this.bindings = before;
        this.own = condition.tests().stream().filter(test -> !test.joins()).toList();
        List<Compared> comparisons = own.stream().map(test -> new Compared(test, comparison(test))).toList();
        working.forEach(claim -> judged.add(new Judged(claim, failed(claim, comparisons))));
    }

    private record Compared(PropertyTest test, Comparison comparison) {}

    private Comparison comparison(PropertyTest test) {
        return new Comparison(test, bindings, computation);
    }

    private List<PropertyTest> failed(Claim claim, List<Compared> comparisons) {
        List<PropertyTest> failed = new ArrayList<>();
        for (Compared compared : comparisons) {
            computation.budget().step();
            if (!holds(compared, claim, !failed.isEmpty())) {
                failed.add(compared.test());
            }
        }
        return failed;
    }

    /** why: evaluation ends at the first comparison that fails, so that one behind it may be impossible to compute. */
    private static boolean holds(Compared compared, Claim claim, boolean beyond) {
        try {
            return compared.comparison().holds(claim);
        } catch (EvaluationException failure) {
            if (beyond && !failure.budget())
                return true;
            throw failure;
        }
    }

    List<Claim> matching() {
        return judged.stream().filter(each -> each.failed().isEmpty()).map(Judged::claim).toList();
    }

    ConditionTrace trace() {
        List<Claim> matching = matching();
        boolean joined = own.size() < condition.tests().size();
        boolean holds = condition.negated() ? matching.isEmpty() || joined : !matching.isEmpty();
        boolean lacks = !holds && !condition.negated();
        return new ConditionTrace(text(condition), condition.negated(), holds,
                Several.of(matching, SHOWN_CLAIMS, Seen::of), lacks ? nearest() : List.of(),
                lacks ? missing() : negatedFor(holds, matching.size()));
    }

    static ConditionTrace unexplained(Condition condition, String why) {
        return new ConditionTrace(text(condition), condition.negated(), false, Several.none(), List.of(),
                Optional.of(why));
    }

    static String text(Condition condition) {
        String text = PolicyText.condition(condition);
        String beginning = Value.shortened(text, LONGEST);
        return beginning.length() < text.length() ? beginning + "…" : text;
    }

    private static Optional<String> negatedFor(boolean holds, int matching) {
        return holds
                ? Optional.empty()
                : Optional.of("it is met where no claim matches, and %s".formatted(
                        matching == 1 ? "one does" : matching + " do"));
    }

    /** Claims of the type asked for come first; where there are none, no claim is near. */
    private List<NearMiss> nearest() {
        return candidates().stream().sorted(Comparator.comparingInt(each -> each.failed().size())).limit(SHOWN_MISSES)
                .map(each -> new NearMiss(Seen.of(each.claim()),
                        each.failed().stream().map(test -> mismatch(test, each.claim())).toList()))
                .toList();
    }

    private List<Judged> candidates() {
        boolean typed = own.stream().anyMatch(test -> test.property() == Property.TYPE);
        return judged.stream().filter(each -> typed
                ? each.failed().stream().noneMatch(test -> test.property() == Property.TYPE)
                : own.size() == 1 || each.failed().size() < own.size()).toList();
    }

    private Optional<String> missing() {
        if (working.isEmpty())
            return Optional.of("there are no claims");
        return candidates().isEmpty()
                ? own.stream().filter(test -> test.property() == Property.TYPE && test.operator() == Operator.EQUAL)
                        .map(PropertyTest::operand).filter(Literal.class::isInstance).map(Literal.class::cast)
                        .map(Literal::value).filter(Text.class::isInstance).map(Text.class::cast)
                        .map(wanted -> Hints.missing(wanted.value(), working)).findFirst()
                : Optional.empty();
    }

    private Mismatch mismatch(PropertyTest test, Claim claim) {
        return mismatch(test, test.property().of(claim), bindings, computation);
    }

    static Mismatch mismatch(PropertyTest test, ClaimValue actual, Bindings bindings, Computation computation) {
        List<ClaimValue> expected = values(computation.values(test.operand(), bindings));
        return new Mismatch(Value.shortened(PolicyText.test(test), LONGEST), test.operator().symbol(),
                Value.of(actual), Several.of(expected, SHOWN_VALUES, Value::of),
                arguments(test.operand(), bindings, computation), Hints.mismatch(test, actual, expected));
    }

    private static List<Mismatch.Argument> arguments(Expression operand, Bindings bindings, Computation computation) {
        if (!(operand instanceof Call call))
            return List.of();
        List<Mismatch.Argument> arguments = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            Expression argument = call.arguments().get(i);
            boolean whole = call.function().arguments().get(i) == PolicyFunction.Argument.SET;
            List<Derived> values = whole
                    ? bindings.whole().apply(argument)
                    : computation.values(argument, bindings);
            arguments.add(new Mismatch.Argument(Value.shortened(PolicyText.expression(argument), LONGEST),
                    Several.of(values(values), SHOWN_VALUES, Value::of)));
        }
        return arguments;
    }

    static List<ClaimValue> values(List<Derived> derived) {
        return derived.stream().map(Derived::value).distinct().toList();
    }
}
