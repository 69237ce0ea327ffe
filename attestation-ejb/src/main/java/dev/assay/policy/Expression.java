package dev.assay.policy;

import dev.assay.claims.ClaimValue;
import dev.assay.jmespath.JmesPath;
import dev.assay.policy.PolicyFunction.Argument;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code expr} (maa-policy §2): what stands right of an operator or an assignment. */
public sealed interface Expression {
    record Literal(ClaimValue value) implements Expression {}

    /** {@code identifier.property}: one value for each claim the identifier stands for. */
    record PropertyReference(String identifier, Property property) implements Expression {}

    /**
     * {@code funcCall}, of version 1.2.
     *
     * @param query a JmesPath's literal query, compiled with the policy; not part of what makes two calls equal, since
     *     it follows from the arguments
     */
    record Call(PolicyFunction function, List<Expression> arguments, Optional<JmesPath> query)
            implements
                Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        public Call(PolicyFunction function, List<Expression> arguments) {
            this(function, arguments, Optional.empty());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Call that && function == that.function && arguments.equals(that.arguments);
        }

        @Override
        public int hashCode() {
            return 31 * function.hashCode() + arguments.hashCode();
        }
    }

    /** The identifiers whose claims this is computed from. */
    default Set<String> identifiers() {
        return switch (this) {
            case Literal(var value) -> Set.of();
            case PropertyReference(var identifier, var property) -> Set.of(identifier);
            case Call(var function, var arguments, var query) ->
                union(arguments.stream().map(Expression::identifiers).toList());
        };
    }

    /** Those of them it needs one claim at a time, and not only as the whole set a function looks at (§4.1). */
    default Set<String> singles() {
        return switch (this) {
            case Literal(var value) -> Set.of();
            case PropertyReference(var identifier, var property) -> Set.of(identifier);
            case Call(var function, var arguments, var query) -> union(IntStream.range(0, arguments.size())
                    .filter(i -> function.arguments().get(i) != Argument.SET)
                    .mapToObj(i -> arguments.get(i).singles()).toList());
        };
    }

    private static Set<String> union(Collection<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
