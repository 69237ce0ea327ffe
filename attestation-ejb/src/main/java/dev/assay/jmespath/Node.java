package dev.assay.jmespath;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A part of a parsed expression, after the grammar of the JMESPath specification. */
sealed interface Node {
    /** {@code @}: the value that the part is applied to. */
    record Current() implements Node {}

    record Field(String name) implements Node {}

    record Literal(JsonValue value) implements Node {}

    /** {@code [n]}; counted from the end where negative. */
    record Index(int index) implements Node {}

    record Slice(OptionalInt from, OptionalInt to, int step) implements Node {}

    /** {@code left.right} and {@code left[n]}: right is applied to what left gives. */
    record Chain(Node left, Node right) implements Node {}

    record Pipe(List<Node> stages) implements Node {}

    record Or(List<Node> operands) implements Node {}

    record And(List<Node> operands) implements Node {}

    record Not(Node operand) implements Node {}

    record Comparison(Token.Kind operator, Node left, Node right) implements Node {}

    /** {@code left[]}: one level of lists inside the list dissolved. */
    record Flatten(Node list) implements Node {}

    /** Each is applied to each element of the list, nulls dropped. */
    record Projection(Node list, Node each) implements Node {}

    /** {@code object.*}: each is applied to each member's value, nulls dropped. */
    record ValueProjection(Node object, Node each) implements Node {}

    record Filter(Node list, Node condition, Node each) implements Node {}

    record MultiList(List<Node> elements) implements Node {}

    record Member(String name, Node value) {}

    record MultiHash(List<Member> members) implements Node {}

    record Call(Function function, List<Node> arguments, int at) implements Node {}

    /** {@code &body}, only as an argument: for the function to apply. */
    record Reference(Node body) implements Node {}

    default boolean isProjection() {
        return this instanceof Projection || this instanceof ValueProjection || this instanceof Filter;
    }

    default List<Node> parts() {
        return switch (this) {
            case Current c -> List.of();
            case Field f -> List.of();
            case Literal l -> List.of();
            case Index i -> List.of();
            case Slice s -> List.of();
            case Chain(var left, var right) -> List.of(left, right);
            case Pipe(var stages) -> stages;
            case Or(var operands) -> operands;
            case And(var operands) -> operands;
            case Not(var operand) -> List.of(operand);
            case Comparison(var operator, var left, var right) -> List.of(left, right);
            case Flatten(var list) -> List.of(list);
            case Projection(var list, var each) -> List.of(list, each);
            case ValueProjection(var object, var each) -> List.of(object, each);
            case Filter(var list, var condition, var each) -> List.of(list, condition, each);
            case MultiList(var elements) -> elements;
            case MultiHash(var members) -> values(members);
            case Call(var function, var arguments, var at) -> arguments;
            case Reference(var body) -> List.of(body);
        };
    }

    private static List<Node> values(List<Member> members) {
        List<Node> values = new ArrayList<>();
        for (Member member : members) {
            values.add(member.value());
        }
        return values;
    }
}
