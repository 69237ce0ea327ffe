package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.claims.Issuer;
import dev.assay.policy.Action.Add;
import dev.assay.policy.Action.Deny;
import dev.assay.policy.Action.Issue;
import dev.assay.policy.Action.IssueProperty;
import dev.assay.policy.Action.Permit;
import dev.assay.policy.ClaimTemplate.Copy;
import dev.assay.policy.ClaimTemplate.Made;
import dev.assay.policy.RuleObserver.Ending;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The sets of one evaluation and what rules do to them (maa-policy §5, §6). Belongs to one thread, for one call. */
final class Evaluation {
    private final List<Claim> working;
    private final Set<Claim> served = new HashSet<>();
    private final Set<Claim> outgoing = new LinkedHashSet<>();
    private final Set<Claim> properties = new LinkedHashSet<>();
    private final Budget budget;
    private final Computation computation;
    private final RuleObserver observer;
    private final List<Claim> shown;
    private int performed;
    private boolean permitted;
    private Optional<Rule> denying = Optional.empty();

    Evaluation(ClaimSet incoming, List<Claim> properties, int stepsSpent, RuleObserver observer) {
        this.observer = observer;
        this.working = new ArrayList<>(incoming.claims());
        incoming.claims().stream().filter(claim -> claim.issuer() == Issuer.ATTESTATION_SERVICE).forEach(served::add);
        this.properties.addAll(properties);
        this.budget = new Budget(stepsSpent);
        this.computation = new Computation(budget);
        properties.forEach(budget::output);
        this.shown = Collections.unmodifiableList(working);
    }

    /** Runs rules once, top to bottom; present where one of them failed. */
    Optional<Decision.Failed> run(List<Rule> rules) {
        for (Rule rule : rules) {
            int before = working.size();
            int earlier = performed;
            try {
                run(rule);
            } catch (EvaluationException failure) {
                observer.ran(rule, shown, before, new Ending.Failed(failure.getMessage()));
                return Optional.of(new Decision.Failed(rule.place(), failure.getMessage(), failure.budget(),
                        working()));
            }
            observer.ran(rule, shown, before, performed > earlier ? Ending.FIRED : Ending.IDLE);
        }
        return Optional.empty();
    }

    /** What authorization came to, unless it is a permit (PO-06). */
    Optional<Decision> refusal() {
        Optional<Decision> denied = denying.map(rule -> new Decision.Denied(rule.place(), working()));
        return permitted ? denied : denied.or(() -> Optional.of(new Decision.NoPermit(working())));
    }

    Decision permission() {
        return new Decision.Permitted(List.copyOf(outgoing), properties(), working());
    }

    ClaimSet working() {
        return new ClaimSet(working);
    }

    List<Claim> properties() {
        return List.copyOf(properties);
    }

    int stepsSpent() {
        return budget.steps();
    }

    private void run(Rule rule) {
        budget.step();
        budget.claims(working.size());
        new Match(rule.conditions(), working, computation).each(rule.action().singles(),
                bindings -> perform(rule, bindings));
    }

    private void perform(Rule rule, Bindings bindings) {
        performed++;
        switch (rule.action()) {
            case Permit() -> permitted = true;
            case Deny() -> denying = denying.or(() -> Optional.of(rule));
            case Add(var template) -> make(template, bindings, this::add);
            case Issue(var template) -> make(template, bindings, this::issue);
            case IssueProperty(var template) -> make(template, bindings, this::issueProperty);
        }
    }

    private void make(ClaimTemplate template, Bindings bindings, Consumer<Claim> use) {
        switch (template) {
            case Copy(var identifier) -> use.accept(bindings.one().apply(identifier));
            case Made(var type, var value) -> make(computation.values(type, bindings),
                    computation.values(value, bindings), use);
        }
    }

    private static void make(List<Derived> types, List<Derived> values, Consumer<Claim> use) {
        types.forEach(type -> values.forEach(value -> use.accept(made(type, value))));
    }

    private static Claim made(Derived type, Derived value) {
        if (!(type.value() instanceof Text(var name)) || name.isEmpty())
            throw EvaluationException.error("A claim's type is a string of at least one character; this rule computes "
                    + "another.");
        return new Claim(name, value.value(), Issuer.ATTESTATION_POLICY, type.readOnly() || value.readOnly());
    }

    private void add(Claim claim) {
        budget.claims(working.size() + 1);
        working.add(claim);
    }

    private void issue(Claim claim) {
        if (claim.readOnly())
            throw EvaluationException
                    .error("The claim \"%s\" is or derives from a read-only claim, which is not issued."
                            .formatted(claim.type()));
        add(claim);
        Claim plain = Claim.policy(claim.type(), claim.value());
        if (isForThePolicyToSet(claim) && outgoing.add(plain)) {
            budget.output(plain);
        }
    }

    /** JW-08; an unchanged copy of a service claim collapses into the service's own (Settled, "Wire"). */
    private boolean isForThePolicyToSet(Claim claim) {
        if (!ReservedClaims.contains(claim.type()))
            return true;
        if (!served.contains(Claim.service(claim.type(), claim.value())))
            throw EvaluationException.error("The token claim \"%s\" is the service's own. Issue under another name."
                    .formatted(claim.type()));
        return false;
    }

    private void issueProperty(Claim claim) {
        add(claim);
        Claim plain = Claim.policy(claim.type(), claim.value());
        if (properties.add(plain)) {
            budget.output(plain);
        }
    }
}
