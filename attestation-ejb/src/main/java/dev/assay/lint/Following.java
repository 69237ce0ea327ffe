package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.claims.Issuer;
import dev.assay.policy.Action;
import dev.assay.policy.ClaimTemplate;
import dev.assay.policy.Condition;
import dev.assay.policy.Expression;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyPlaces;
import dev.assay.policy.Property;
import dev.assay.policy.Rule;
import dev.assay.policy.RulePlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows a policy's rules from top to bottom, with kinds of claims in place of claims. */
final class Following {
    private final Shapes shapes;
    private final Effort effort;

    private Following(ClaimVocabulary vocabulary, Effort effort) {
        this.shapes = new Shapes(vocabulary);
        this.effort = effort;
    }

    static Reading read(ClaimVocabulary vocabulary, Policy policy, Effort effort) {
        Following following = new Following(vocabulary, effort);
        List<Rule> rules = Stream.of(policy.configuration(), policy.authorization(), policy.issuance())
                .flatMap(List::stream).toList();
        List<RulePlace> places = PolicyPlaces.of(policy);
        List<RuleView> views = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            views.add(following.rule(rules.get(i), places.get(i)));
        }
        return new Reading(vocabulary, policy, List.copyOf(views), effort);
    }

    private RuleView rule(Rule rule, RulePlace place) {
        List<ConditionView> conditions = new ArrayList<>();
        Map<String, List<Shape>> bound = new HashMap<>();
        for (Condition condition : rule.conditions()) {
            ConditionView view = condition(condition, place, conditions.size());
            conditions.add(view);
            bound.put(condition.identifier(), narrowed(view));
        }
        RuleView bare = new RuleView(rule, place, List.copyOf(conditions), Outcome.DECISION);
        return new RuleView(rule, place, bare.conditions(),
                outcome(bare, new Valuation(bound, bare.action(), effort)));
    }

    private ConditionView condition(Condition condition, RulePlace place, int before) {
        List<Shape> candidates = shapes.candidates(condition);
        int tests = condition.tests().size();
        effort.spend(1 + tests * (tests + candidates.size()));
        List<Shape> matching = Contradiction.in(condition).isPresent()
                ? List.of()
                : candidates.stream().filter(shape -> shape.passes(condition) != Tri.NEVER).toList();
        return new ConditionView(condition, place.conditions().get(before), before + 1, candidates, matching);
    }

    /** What an identifier stands for, where a comparison fixes the value. */
    private static List<Shape> narrowed(ConditionView view) {
        Optional<ClaimValue> fixed = Tests.equal(view.condition(), Property.VALUE);
        return fixed.map(value -> view.matching().stream().map(shape -> withValue(shape, value)).toList())
                .orElse(view.matching());
    }

    private static Shape withValue(Shape shape, ClaimValue value) {
        ValueShape fixed = new ValueShape(new ValueForm.Exactly(value), shape.value().readOnly(),
                shape.value().trail());
        return new Shape(shape.type(), shape.issuer(), fixed, shape.always());
    }

    private Outcome outcome(RuleView view, Valuation valuation) {
        return template(view.rule().action()).map(template -> switch (template) {
            case ClaimTemplate.Copy(var identifier) -> Outcome.copy(valuation.bound(identifier));
            case ClaimTemplate.Made(var type, var value) -> made(view, valuation, type, value);
        }).orElse(Outcome.DECISION);
    }

    private Outcome made(RuleView view, Valuation valuation, Expression type, Expression value) {
        ValueShape held = valuation.of(value);
        String name = type instanceof Literal(Text(var literal)) ? literal : "";
        Shape shape = new Shape(name, Issuer.ATTESTATION_POLICY, held, view.certain() && !valuation.mayBeNothing());
        shapes.add(shape);
        return new Outcome(Optional.of(shape), List.of(), valuation.queries(), valuation.misfits());
    }

    static Optional<ClaimTemplate> template(Action action) {
        return switch (action) {
            case Action.Permit() -> Optional.empty();
            case Action.Deny() -> Optional.empty();
            case Action.Add(var claim) -> Optional.of(claim);
            case Action.Issue(var claim) -> Optional.of(claim);
            case Action.IssueProperty(var claim) -> Optional.of(claim);
        };
    }
}
