package dev.assay.policy;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Whole;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** {@code relOp}, the comparisons of maa-policy §4. Values of different types are never equal (PO-07). */
public enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** Whether it asks for an order, which only integers have. */
    public boolean orders() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    public boolean holds(ClaimValue left, ClaimValue right) {
        return switch (this) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case LESS -> ordered(left, right, order -> order < 0);
            case LESS_OR_EQUAL -> ordered(left, right, order -> order <= 0);
            case GREATER -> ordered(left, right, order -> order > 0);
            case GREATER_OR_EQUAL -> ordered(left, right, order -> order >= 0);
        };
    }

    static Optional<Operator> written(String symbol) {
        return Arrays.stream(values()).filter(operator -> operator.symbol.equals(symbol)).findFirst();
    }

    private static boolean ordered(ClaimValue left, ClaimValue right, IntPredicate wanted) {
        return left instanceof Whole(long a) && right instanceof Whole(long b) && wanted.test(Long.compare(a, b));
    }
}
