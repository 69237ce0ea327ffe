package dev.assay.cli.explain;

import dev.assay.claims.Issuer;
import dev.assay.policy.trace.ConditionTrace;
import dev.assay.policy.trace.JoinTrace;
import dev.assay.policy.trace.Mismatch;
import dev.assay.policy.trace.NearMiss;
import dev.assay.policy.trace.RuleTrace;
import dev.assay.policy.trace.RuleTrace.State;
import dev.assay.policy.trace.Seen;
import dev.assay.policy.trace.Several;
import dev.assay.policy.trace.Trace;
import dev.assay.policy.trace.Value;
import java.util.List;
import java.util.stream.Collectors;

/** The rules of a trace, section by section; those that did not run are counted only. */
record Rules(Page page, Marks marks) {
    private static final int SHOWN_MATCHES = 2;

    void tell(Trace trace) {
        trace.rules().stream().collect(Collectors.groupingBy(rule -> rule.place().section(),
                java.util.LinkedHashMap::new, Collectors.toList())).forEach(this::section);
        trace.cut().ifPresent(cut -> page.line(2, "Cut short: " + cut + "."));
    }

    private void section(String section, List<RuleTrace> rules) {
        page.line(2, section);
        rules.stream().filter(rule -> rule.state() != State.NOT_RUN).forEach(this::rule);
        long left = rules.stream().filter(rule -> rule.state() == State.NOT_RUN).count();
        if (left > 0)
            page.line(4, "%s %s not run".formatted(marks.none(), left == 1 ? "1 rule" : left + " rules"));
    }

    private void rule(RuleTrace rule) {
        page.hanging(4, "%s rule %d (line %d)  %s  ".formatted(mark(rule), rule.place().rule(),
                rule.place().line(), Page.padded(word(rule.state()), 7)),
                "=> " + rule.action() + (rule.deciding() ? "  <- decides" : ""));
        rule.failure().ifPresent(failure -> page.hanging(8, "why: ", failure));
        rule.conditions().forEach(this::condition);
        rule.joins().forEach(this::join);
        if (rule.conditions().stream().allMatch(ConditionTrace::holds) && rule.joins().isEmpty())
            rule.hint().ifPresent(hint -> page.hanging(8, "why: ", hint));
        rule.made().first().forEach(claim -> page.hanging(8, "makes  ", claim(claim)));
        more(8, rule.made());
    }

    /** why: a deny that does not fire is no fault, and many a permit need not. */
    private String mark(RuleTrace rule) {
        return switch (rule.state()) {
            case FIRED -> marks.yes();
            case IDLE -> rule.deciding() ? marks.no() : marks.none();
            case FAILED -> marks.fault();
            case NOT_RUN -> marks.none();
        };
    }

    private static String word(State state) {
        return switch (state) {
            case FIRED -> "fired";
            case IDLE -> "not met";
            case FAILED -> "failed";
            case NOT_RUN -> "not run";
        };
    }

    private void condition(ConditionTrace condition) {
        page.hanging(8, (condition.holds() ? marks.yes() : marks.no()) + " ", condition.text());
        condition.matched().first().stream().limit(SHOWN_MATCHES)
                .forEach(claim -> page.hanging(12, "matches  ", claim(claim)));
        if (condition.matched().count() > SHOWN_MATCHES)
            page.line(12, "and %d more".formatted(condition.matched().count() - SHOWN_MATCHES));
        condition.nearest().forEach(this::miss);
        condition.hint().ifPresent(hint -> page.hanging(12, "why: ", hint));
    }

    private void miss(NearMiss miss) {
        page.hanging(12, "nearest  ", claim(miss.claim()));
        miss.failed().forEach(this::mismatch);
    }

    private void mismatch(Mismatch mismatch) {
        page.hanging(16, "fails  ", mismatch.comparison());
        page.hanging(16, "wants  ", (mismatch.operator().equals("==") ? "" : mismatch.operator() + " ")
                + values(mismatch.expected()));
        page.hanging(16, "has    ", typed(mismatch.actual()));
        mismatch.arguments().forEach(argument -> page.hanging(16, "given  ",
                argument.text() + " = " + values(argument.values())));
        mismatch.hint().ifPresent(hint -> page.hanging(16, "why: ", hint));
    }

    private void join(JoinTrace join) {
        page.hanging(8, marks.no() + " ", "condition %d, %s".formatted(join.condition(), join.comparison()));
        page.hanging(12, "wants  ", values(join.right()));
        page.hanging(12, "has    ", values(join.left()));
        page.hanging(12, "why: ", join.hint());
    }

    private void more(int indent, Several<?> several) {
        if (several.count() > several.first().size())
            page.line(indent, "and %d more".formatted(several.count() - several.first().size()));
    }

    private static String claim(Seen claim) {
        return "%s = %s%s".formatted(claim.type(), claim.value(),
                claim.issuer().equals(Issuer.CUSTOM_CLAIM.wireName()) ? "  from " + claim.issuer() : "");
    }

    private static String typed(Value value) {
        return "%s  (%s%s)".formatted(value, value.type(),
                value.cut() ? " of %d characters".formatted(value.length()) : "");
    }

    private static String values(Several<Value> values) {
        if (values.count() == 0)
            return "no value";
        String shown = values.first().stream().map(Rules::typed).collect(Collectors.joining(", "));
        return values.count() > values.first().size()
                ? shown + ", and %d more".formatted(values.count() - values.first().size())
                : shown;
    }
}
