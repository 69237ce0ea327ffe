package dev.assay.policy;

import dev.assay.claims.ClaimValue;
import dev.assay.policy.Expression.Call;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Expression.PropertyReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Syntax trees that the parser can make, at random: of every version, with every kind of node, and awkward strings. */
public final class RandomPolicies {
    private static final List<String> TYPES = List.of("a", "b", "m", "svn", "x-ms-sgx-svn", "$is", "events", "pcrs",
            "é \\ \" '", "a\\", "\\\"", "line\nbreak", "// no comment /*", "\ud83d\ude00", "\u201cquoted\u201d", "\\n");
    private static final List<String> QUERIES = List.of("a", "@", "[*].a", "a[?b == `1`].c", "length(@)", "a | [0]",
            "@.{x: a, y: b}", "[?equals_ignore_case(p, '\\x')] | @ != `null`", "\"a b\"", "[-1]", "keys(@)", "[]");
    private static final List<String> TEXTS = List.of("", "abc", "5", "[1,\"a\",null]", "{\"a\":[1,2]}", "[[1]]",
            "null", "1.5", "\"q\"", "true");
    private static final List<String> WORDS = List.of("c", "d", "claim", "type", "true", "NegateBool", "permit", "x_1",
            "issuancerules", "Value");

    private final RandomGenerator random;
    private Version version;

    public RandomPolicies(RandomGenerator random) {
        this.random = random;
    }

    public Policy policy() {
        version = Version.values()[random.nextInt(3)];
        return new Policy("", version, version.has(Version.V1_1) ? rules(Section.CONFIGURATION) : List.of(),
                rules(Section.AUTHORIZATION), rules(Section.ISSUANCE));
    }

    private List<Rule> rules(Section section) {
        return IntStream.rangeClosed(1, random.nextInt(4)).mapToObj(number -> rule(section, number)).toList();
    }

    private Rule rule(Section section, int number) {
        List<String> bound = new ArrayList<>();
        List<String> names = new ArrayList<>(WORDS);
        List<Condition> conditions = Stream.generate(() -> condition(bound, names)).limit(random.nextInt(4)).toList();
        return new Rule(section, number, 1, conditions, action(section, bound));
    }

    private Condition condition(List<String> bound, List<String> names) {
        boolean negated = version.has(Version.V1_2) && random.nextInt(4) == 0;
        List<PropertyTest> tests = Stream.generate(() -> test(bound)).limit(1 + random.nextInt(3)).toList();
        String name = random.nextBoolean() ? names.remove(random.nextInt(names.size())) : "";
        if (!negated && !name.isEmpty()) {
            bound.add(name);
        }
        return new Condition(negated, name, tests);
    }

    private PropertyTest test(List<String> bound) {
        Property property = oneOf(List.of(Property.values()));
        Expression operand = expression(bound, 2);
        boolean ordered = property == Property.VALUE && !(operand instanceof Literal(var value)
                && !(value instanceof ClaimValue.Whole));
        return new PropertyTest(property, Operator.values()[random.nextInt(ordered ? 6 : 2)], operand);
    }

    private Action action(Section section, List<String> bound) {
        if (section == Section.AUTHORIZATION && random.nextBoolean())
            return random.nextInt(4) == 0 ? new Action.Deny() : new Action.Permit();
        return switch (random.nextInt(3)) {
            case 0 -> new Action.Add(template(bound));
            case 1 -> section == Section.ISSUANCE
                    ? new Action.Issue(template(bound))
                    : new Action.Add(template(bound));
            default -> section == Section.AUTHORIZATION
                    ? new Action.Add(template(bound))
                    : new Action.IssueProperty(template(bound));
        };
    }

    private ClaimTemplate template(List<String> bound) {
        if (!bound.isEmpty() && random.nextInt(3) == 0)
            return new ClaimTemplate.Copy(oneOf(bound));
        Expression type = random.nextInt(4) > 0 ? new Literal(ClaimValue.of(name())) : notLiteral(bound);
        return new ClaimTemplate.Made(type, expression(bound, 3));
    }

    private String name() {
        return oneOf(TYPES.stream().filter(type -> !ReservedClaims.contains(type)).toList());
    }

    private Expression notLiteral(List<String> bound) {
        Expression any = expression(bound, 2);
        return any instanceof Literal ? new Literal(ClaimValue.of(name())) : any;
    }

    private Expression expression(List<String> bound, int depth) {
        int kind = random.nextInt(version.has(Version.V1_2) && depth > 0 ? 5 : 3);
        if (kind > 2)
            return call(bound, depth - 1);
        return kind == 2 && !bound.isEmpty() ? reference(bound) : new Literal(value());
    }

    private Expression reference(List<String> bound) {
        return new PropertyReference(oneOf(bound), oneOf(List.of(Property.values())));
    }

    private Expression call(List<String> bound, int depth) {
        PolicyFunction function = oneOf(List.of(PolicyFunction.values()));
        List<Expression> arguments = new ArrayList<>();
        for (PolicyFunction.Argument argument : function.arguments()) {
            Supplier<Expression> fitting = () -> new Literal(literal(argument, arguments.size()));
            Expression any = expression(bound, depth);
            arguments.add(any instanceof Literal ? fitting.get() : any);
        }
        return new Call(function, arguments);
    }

    private ClaimValue literal(PolicyFunction.Argument argument, int place) {
        return switch (argument) {
            case TEXT -> ClaimValue.of(oneOf(TEXTS));
            case FILLED_TEXT -> ClaimValue
                    .of(oneOf(place == 1 ? QUERIES : TEXTS.stream().filter(t -> !t.isEmpty()).toList()));
            case FLAG -> ClaimValue.of(random.nextBoolean());
            case ANY, SET -> value();
        };
    }

    private ClaimValue value() {
        return switch (random.nextInt(4)) {
            case 0 -> ClaimValue.of(random.nextBoolean());
            case 1 -> ClaimValue.of(oneOf(List.of(0L, 1L, -1L, 3L, Long.MAX_VALUE, Long.MIN_VALUE)));
            case 2 -> ClaimValue.of(oneOf(TYPES));
            default -> ClaimValue.of(oneOf(TEXTS));
        };
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
