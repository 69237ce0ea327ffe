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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The sets of one evaluation and what rules do to them (maa-policy §5, §6). Belongs to one thread, for one call. */
final class Evaluation {
    private final List<Claim> working;
    private final Set<Claim> served = new HashSet<>();
    private final Set<Claim> outgoing = new LinkedHashSet<>();
    private final Set<Claim> properties = new LinkedHashSet<>();
    private final Budget budget;
    private boolean permitted;
    private Optional<Rule> denying = Optional.empty();

    Evaluation(ClaimSet incoming, List<Claim> properties, int stepsSpent) {
        this.working = new ArrayList<>(incoming.claims());
        incoming.claims().stream().filter(claim -> claim.issuer() == Issuer.ATTESTATION_SERVICE).forEach(served::add);
        this.properties.addAll(properties);
        this.budget = new Budget(stepsSpent);
        properties.forEach(budget::output);
    }

    /** Runs rules once, top to bottom; present where one of them failed. */
    Optional<Decision.Failed> run(List<Rule> rules) {
        for (Rule rule : rules) {
            try {
                run(rule);
            } catch (EvaluationException failure) {
                return Optional.of(new Decision.Failed(rule.place(), failure.getMessage(), failure.budget(),
                        working()));
            }
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
        new Match(rule.conditions(), working, budget).each(rule.action().identifiers(),
                binding -> perform(rule, binding));
    }

    private void perform(Rule rule, Function<String, Claim> binding) {
        switch (rule.action()) {
            case Permit() -> permitted = true;
            case Deny() -> denying = denying.or(() -> Optional.of(rule));
            case Add(var template) -> make(template, binding, this::add);
            case Issue(var template) -> make(template, binding, this::issue);
            case IssueProperty(var template) -> make(template, binding, this::issueProperty);
        }
    }

    private void make(ClaimTemplate template, Function<String, Claim> binding, Consumer<Claim> use) {
        switch (template) {
            case Copy(var identifier) -> use.accept(binding.apply(identifier));
            case Made(var type, var value) -> Derived.from(type, binding)
                    .forEach(name -> Derived.from(value, binding).forEach(content -> use.accept(made(name, content))));
        }
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
