package dev.assay.lint;

import dev.assay.policy.Operator;

/** Integers from least to most, both included; empty where least is greater. */
record Interval(long least, long most) {
    static final Interval ALL = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean empty() {
        return least > most;
    }

    boolean holds(long number) {
        return least <= number && number <= most;
    }

    /** Those of them that pass a comparison; all of them for {@code !=}. */
    Interval narrowed(Operator operator, long number) {
        return switch (operator) {
            case EQUAL -> new Interval(Math.max(least, number), Math.min(most, number));
            case NOT_EQUAL -> this;
            case LESS -> number == Long.MIN_VALUE ? new Interval(1, 0) : upTo(number - 1);
            case LESS_OR_EQUAL -> upTo(number);
            case GREATER -> number == Long.MAX_VALUE ? new Interval(1, 0) : from(number + 1);
            case GREATER_OR_EQUAL -> from(number);
        };
    }

    Tri compare(Operator operator, long number) {
        if (operator == Operator.NOT_EQUAL)
            return holds(number) ? Tri.MAYBE : Tri.ALWAYS;
        Interval passing = narrowed(operator, number);
        if (passing.empty())
            return Tri.NEVER;
        return passing.equals(this) ? Tri.ALWAYS : Tri.MAYBE;
    }

    private Interval upTo(long number) {
        return new Interval(least, Math.min(most, number));
    }

    private Interval from(long number) {
        return new Interval(Math.max(least, number), most);
    }
}
