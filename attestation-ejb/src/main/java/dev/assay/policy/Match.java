package dev.assay.policy;

import dev.assay.claims.Claim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a rule's conditions can be met by a set of claims: for each condition the claims that pass its own tests, and a
 * search for those of them that also pass the tests between conditions (maa-policy §4.1).
 *
 * <p>An identifier stands for the claims that take part in some way of meeting all conditions at once, so the set view
 * and the view of the cross product agree. Only what must be searched is: conditions that no test ties together and no
 * visitor asks for cost one pass over the claims.
 */
final class Match {
    private final List<Condition> conditions;
    private final Budget budget;
    private final List<List<Claim>> candidates = new ArrayList<>();
    private final boolean possible;
    private final Claim[] chosen;

    /** Reads the claims once, here; claims added later are not seen. */
    Match(List<Condition> conditions, List<Claim> working, Budget budget) {
        this.conditions = conditions;
        this.budget = budget;
        this.chosen = new Claim[conditions.size()];
        this.possible = conditions.stream().allMatch(condition -> mayHold(condition, working));
    }

    /**
     * Visits each way to bind the identifiers that can be completed to a way to meet all conditions; with no
     * identifiers, once if the conditions hold at all.
     */
    void each(Set<String> identifiers, Consumer<Function<String, Claim>> visitor) {
        if (possible) {
            new Search(identifiers, visitor).run();
        }
    }

    private boolean mayHold(Condition condition, List<Claim> working) {
        List<PropertyTest> own = tests(condition, false);
        List<Claim> passing = working.stream().filter(claim -> passes(claim, own)).toList();
        candidates.add(passing);
        boolean settled = partners(condition).isEmpty();
        return condition.negated() ? passing.isEmpty() || !settled : !passing.isEmpty();
    }

    private boolean passes(Claim claim, List<PropertyTest> tests) {
        budget.step();
        for (PropertyTest test : tests) {
            if (!passes(claim, test))
                return false;
            budget.step();
        }
        return true;
    }

    private boolean passes(Claim claim, PropertyTest test) {
        for (Derived right : Derived.from(test.operand(), this::bound)) {
            if (test.operator().holds(test.property().of(claim), right.value()))
                return true;
        }
        return false;
    }

    private Claim bound(String identifier) {
        return chosen[indexOf(identifier)];
    }

    private int indexOf(String identifier) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).negated() && conditions.get(i).identifier().equals(identifier))
                return i;
        }
        throw new IllegalStateException("the parser let an unbound identifier pass: " + identifier);
    }

    private static List<PropertyTest> tests(Condition condition, boolean joining) {
        return condition.tests().stream().filter(test -> test.joins() == joining).toList();
    }

    private static Set<String> partners(Condition condition) {
        Set<String> partners = new HashSet<>();
        condition.tests().forEach(test -> partners.addAll(test.operand().identifiers()));
        return partners;
    }

    /** A depth-first search: a level is a condition, those asked for first; a check runs as soon as it can. */
    private final class Search {
        private final Consumer<Function<String, Claim>> visitor;
        private final int asked;
        private final List<Integer> order;
        private final List<List<BooleanSupplier>> checks = new ArrayList<>();

        Search(Set<String> identifiers, Consumer<Function<String, Claim>> visitor) {
            this.visitor = visitor;
            this.asked = identifiers.size();
            this.order = Stream.concat(identifiers.stream().map(Match.this::indexOf).sorted(), tied()).distinct()
                    .toList();
            order.forEach(condition -> checks.add(new ArrayList<>()));
            conditionNumbers().forEach(this::planChecks);
        }

        void run() {
            if (meet(0) && asked == 0) {
                visitor.accept(Match.this::bound);
            }
        }

        private boolean meet(int level) {
            if (level == order.size())
                return true;
            boolean met = false;
            for (Claim claim : candidates.get(order.get(level))) {
                budget.step();
                chosen[order.get(level)] = claim;
                if (!checks.get(level).stream().allMatch(BooleanSupplier::getAsBoolean) || !meet(level + 1))
                    continue;
                if (level >= asked)
                    return true;
                met = true;
                if (level == asked - 1) {
                    visitor.accept(Match.this::bound);
                }
            }
            return met;
        }

        /** The positive conditions that tests tie to others, by either end. */
        private Stream<Integer> tied() {
            Stream<Integer> referring = conditionNumbers().filter(i -> !conditions.get(i).negated()
                    && !partners(conditions.get(i)).isEmpty());
            Stream<Integer> referredTo = conditions.stream().flatMap(condition -> partners(condition).stream())
                    .map(Match.this::indexOf);
            return Stream.concat(referring, referredTo).sorted();
        }

        private void planChecks(int self) {
            List<PropertyTest> joins = tests(conditions.get(self), true);
            if (joins.isEmpty())
                return;
            int last = partners(conditions.get(self)).stream().mapToInt(this::levelOf).max().orElseThrow();
            checks.get(Math.max(last, order.indexOf(self))).add(conditions.get(self).negated()
                    ? () -> candidates.get(self).stream().noneMatch(claim -> passes(claim, joins))
                    : () -> passes(chosen[self], joins));
        }

        private int levelOf(String identifier) {
            return order.indexOf(indexOf(identifier));
        }

        private Stream<Integer> conditionNumbers() {
            return IntStream.range(0, conditions.size()).boxed();
        }
    }
}
