package dev.assay.policy;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Whole;
import java.util.Arrays;
import java.util.Optional;

/** The comparisons of maa-policy §4. Values of different types are never equal (PO-07). */
public enum Operator {
    EQUAL(Token.Kind.EQUAL), NOT_EQUAL(Token.Kind.NOT_EQUAL), LESS(Token.Kind.LESS), LESS_OR_EQUAL(
            Token.Kind.LESS_OR_EQUAL), GREATER(Token.Kind.GREATER), GREATER_OR_EQUAL(Token.Kind.GREATER_OR_EQUAL);

    private final Token.Kind symbol;

    Operator(Token.Kind symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol.symbol();
    }

    /** Whether it compares sizes, which only integers have. */
    public boolean orders() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /** Ordering anything but two integers holds never. */
    public boolean holds(ClaimValue left, ClaimValue right) {
        return switch (this) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                left instanceof Whole(long a) && right instanceof Whole(long b) && orders(Long.compare(a, b));
        };
    }

    static Optional<Operator> of(Token.Kind symbol) {
        return Arrays.stream(values()).filter(operator -> operator.symbol == symbol).findFirst();
    }

    private boolean orders(int comparison) {
        return switch (this) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
        };
    }
}
