package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.policy.trace.Place;
import dev.assay.policy.trace.RuleTrace;
import dev.assay.policy.trace.RuleTrace.State;
import dev.assay.policy.trace.Seen;
import dev.assay.policy.trace.Several;
import dev.assay.policy.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records one evaluation. Every rule is in the record; how many of them are explained is bounded by steps of its own,
 * which are not the evaluation's, so that nothing here changes what a policy decides or may spend.
 */
final class Tracing implements RuleObserver {
    private static final int MOST_RULES = 2000;
    private static final int MOST_STEPS = 1_000_000;
    private static final int MOST_CLAIMS_SHOWN = 5000;
    private static final int SHOWN_MADE = 8;

    private final Policy policy;
    private final Map<Place, RuleTrace> ran = new HashMap<>();
    private long steps;
    private long shown;
    private boolean spent;

    Tracing(Policy policy) {
        this.policy = policy;
    }

    @Override
    public void ran(Rule rule, List<Claim> claims, int before, Ending ending) {
        if (ran.size() == MOST_RULES)
            return;
        Several<Seen> made = Several.of(claims.subList(before, claims.size()), SHOWN_MADE, Seen::of);
        List<Claim> working = claims.subList(0, before);
        ran.put(Deciding.place(rule), switch (ending) {
            case Ending.Done(boolean fired) -> traced(rule, fired ? State.FIRED : State.IDLE, working, made,
                    Optional.empty());
            case Ending.Failed(String message) -> traced(rule, State.FAILED, working, made, Optional.of(message));
        });
    }

    private RuleTrace traced(Rule rule, State state, List<Claim> working, Several<Seen> made,
            Optional<String> failure) {
        spent = spent || steps > MOST_STEPS || shown > MOST_CLAIMS_SHOWN;
        RuleExplanation explained = spent ? RuleExplanation.NONE : RuleExplanation.of(rule, state, working);
        steps += explained.steps();
        shown += made.first().size() + explained.claims();
        return new RuleTrace(Deciding.place(rule), state, PolicyText.action(rule.action()), false,
                explained.conditions(), explained.joins(), made, failure,
                explained.hint().or(() -> silent(rule, state, made)));
    }

    /** A rule that fires and makes no claim: a function can have no value (maa-policy §7). */
    private static Optional<String> silent(Rule rule, State state, Several<Seen> made) {
        boolean makes = !(rule.action() instanceof Action.Permit) && !(rule.action() instanceof Action.Deny);
        return state == State.FIRED && makes && made.count() == 0
                ? Optional.of("its conditions are met, and it makes no claim, since a function in it gives no value")
                : Optional.empty();
    }

    Trace trace(Decision decision) {
        List<Rule> rules = policy.rules().toList();
        List<RuleTrace> traces = new ArrayList<>(
                rules.stream().limit(MOST_RULES).map(rule -> ran.getOrDefault(Deciding.place(rule), notRun(rule)))
                        .toList());
        return new Trace(policy.version().number(), traces, cut(rules.size())).decidedBy(deciding(decision, traces));
    }

    private Set<Place> deciding(Decision decision, List<RuleTrace> traces) {
        if (decision instanceof Decision.Permitted)
            return Set.copyOf(traces.stream().filter(rule -> rule.state() == State.FIRED
                    && rule.action().equals(PolicyText.action(new Action.Permit()))).map(RuleTrace::place).toList());
        return new HashSet<>(Deciding.places(policy, decision));
    }

    private Optional<String> cut(int rules) {
        if (rules > MOST_RULES)
            return Optional.of("the rules after the first " + MOST_RULES + " are left out");
        return spent
                ? Optional.of("the policy takes more steps than an explanation may; the later rules are shown without"
                        + " their conditions")
                : Optional.empty();
    }

    private static RuleTrace notRun(Rule rule) {
        return new RuleTrace(Deciding.place(rule), State.NOT_RUN, PolicyText.action(rule.action()), false, List.of(),
                List.of(), Several.none(), Optional.empty(), Optional.empty());
    }
}
