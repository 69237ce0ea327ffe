package dev.assay.policy;

import dev.assay.claims.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a rule's conditions can be met by a set of claims: for each condition the claims that pass its own tests, and a
 * search for those of them that also pass the tests between conditions (maa-policy §4.1).
 *
 * <p>An identifier stands for the claims that take part in some way of meeting all conditions at once, so the set view
 * and the view of the cross product agree. In a condition, a function of sets sees the claims that take part in some way
 * of meeting the conditions before it. Only what must be searched is: conditions that no test ties together and no
 * visitor asks for cost one pass over the claims.
 */
final class Match {
    private final List<Condition> conditions;
    private final Computation computation;
    private final List<List<Claim>> candidates;
    private final Map<Expression, List<Derived>> wholes = new IdentityHashMap<>();
    private final Map<Integer, Match> prefixes;
    private final boolean possible;

    /** Reads the claims once, here; claims added later are not seen. */
    Match(List<Condition> conditions, List<Claim> working, Computation computation) {
        this.conditions = conditions;
        this.computation = computation;
        this.candidates = new ArrayList<>();
        this.prefixes = new HashMap<>();
        this.possible = IntStream.range(0, conditions.size()).allMatch(number -> mayHold(number, working));
    }

    /** The conditions before one, all of which may hold. */
    private Match(Match all, int count) {
        this.conditions = all.conditions.subList(0, count);
        this.computation = all.computation;
        this.candidates = List.copyOf(all.candidates.subList(0, count));
        // why: shared, since a set is asked for again by each condition behind it, and each time would be twice the work.
        this.prefixes = all.prefixes;
        this.possible = true;
    }

    /**
     * Visits each way to bind the identifiers that can be completed to a way to meet all conditions; with no
     * identifiers, once if the conditions hold at all.
     */
    void each(Set<String> identifiers, Consumer<Bindings> visitor) {
        if (possible) {
            computation.budget().spend(conditions.stream().mapToInt(condition -> condition.tests().size()).sum());
            new Search(identifiers, visitor).run();
        }
    }

    /** Whether each condition may hold by its own tests; where not, nothing is visited and every whole is empty. */
    boolean possible() {
        return possible;
    }

    private boolean mayHold(int number, List<Claim> working) {
        Condition condition = conditions.get(number);
        List<Comparison> own = comparisons(number, false, setsOnly(number));
        List<Claim> passing = working.stream().filter(claim -> looks(claim, own)).toList();
        candidates.add(passing);
        boolean settled = partners(condition).isEmpty();
        return condition.negated() ? passing.isEmpty() || !settled : !passing.isEmpty();
    }

    // why: nearly all claims are of another type than the condition asks for, and passed over at once.
    private boolean looks(Claim claim, List<Comparison> own) {
        computation.budget().glance();
        return passes(claim, own);
    }

    private boolean passes(Claim claim, List<Comparison> tests) {
        for (Comparison test : tests) {
            if (!test.holds(claim))
                return false;
            computation.budget().step();
        }
        return true;
    }

    /** An argument's values over all ways to meet the conditions; worked out once. */
    List<Derived> whole(Expression argument) {
        List<Derived> known = wholes.get(argument);
        if (known != null)
            return known;
        List<Derived> values = new ArrayList<>();
        each(argument.singles(), binding -> values.addAll(computation.values(argument, binding)));
        wholes.put(argument, values);
        return values;
    }

    /** For a condition's own tests, which no other condition's single claim is needed for. */
    private Bindings setsOnly(int condition) {
        return new Bindings(identifier -> {
            throw new IllegalStateException("no claim is chosen for " + identifier);
        }, argument -> before(condition).whole(argument));
    }

    private Match before(int number) {
        return prefixes.computeIfAbsent(number, count -> new Match(this, count));
    }

    private int indexOf(String identifier) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).negated() && conditions.get(i).identifier().equals(identifier))
                return i;
        }
        throw new IllegalStateException("the parser let an unbound identifier pass: " + identifier);
    }

    private List<Comparison> comparisons(int condition, boolean joining, Bindings bindings) {
        return conditions.get(condition).tests().stream().filter(test -> test.joins() == joining)
                .map(test -> new Comparison(test, bindings, computation)).toList();
    }

    private static Set<String> partners(Condition condition) {
        Set<String> partners = new HashSet<>();
        condition.tests().forEach(test -> partners.addAll(test.operand().singles()));
        return partners;
    }

    /** A depth-first search: a level is a condition, those asked for first; a check runs as soon as it can. */
    private final class Search {
        private final Consumer<Bindings> visitor;
        private final int asked;
        private final List<Integer> order;
        private final List<List<BooleanSupplier>> checks = new ArrayList<>();
        private final Claim[] chosen = new Claim[conditions.size()];
        private final Bindings bindings = new Bindings(this::bound, Match.this::whole);

        Search(Set<String> identifiers, Consumer<Bindings> visitor) {
            this.visitor = visitor;
            this.asked = identifiers.size();
            this.order = Stream.concat(identifiers.stream().map(Match.this::indexOf).sorted(), tied()).distinct()
                    .toList();
            order.forEach(condition -> checks.add(new ArrayList<>()));
            conditionNumbers().forEach(this::planChecks);
        }

        void run() {
            if (meet(0) && asked == 0) {
                visitor.accept(bindings);
            }
        }

        private Claim bound(String identifier) {
            return chosen[indexOf(identifier)];
        }

        private boolean meet(int level) {
            if (level == order.size())
                return true;
            boolean met = false;
            for (Claim claim : candidates.get(order.get(level))) {
                computation.budget().step();
                chosen[order.get(level)] = claim;
                if (!checks.get(level).stream().allMatch(BooleanSupplier::getAsBoolean) || !meet(level + 1))
                    continue;
                if (level >= asked)
                    return true;
                met = true;
                if (level == asked - 1) {
                    visitor.accept(bindings);
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
            Set<String> partners = partners(conditions.get(self));
            if (partners.isEmpty())
                return;
            int last = partners.stream().mapToInt(this::levelOf).max().orElseThrow();
            List<Comparison> joins = comparisons(self, true,
                    new Bindings(this::bound, argument -> before(self).whole(argument)));
            checks.get(Math.max(last, order.indexOf(self))).add(conditions.get(self).negated()
                    ? () -> !onePasses(candidates.get(self), joins)
                    : () -> onePasses(chosen[self], joins));
        }

        /** Whether a claim passes the tests between conditions, as the others are chosen now. */
        private boolean onePasses(Claim claim, List<Comparison> joins) {
            joins.forEach(Comparison::begin);
            computation.budget().step();
            return passes(claim, joins);
        }

        private boolean onePasses(List<Claim> claims, List<Comparison> joins) {
            joins.forEach(Comparison::begin);
            computation.budget().spend(claims.size());
            return claims.stream().anyMatch(claim -> passes(claim, joins));
        }

        private int levelOf(String identifier) {
            return order.indexOf(indexOf(identifier));
        }

        private Stream<Integer> conditionNumbers() {
            return IntStream.range(0, conditions.size()).boxed();
        }
    }
}
