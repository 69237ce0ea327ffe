package dev.assay.policy;

import dev.assay.claims.ClaimValue.Text;
import dev.assay.jmespath.JmesPath;
import dev.assay.jmespath.JmesPathException;
import dev.assay.policy.Expression.Call;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.PolicyFunction.Argument;
import dev.assay.policy.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code funcCall} (maa-policy §2, §7): checks names, numbers of arguments, literals and literal queries. */
final class CallParser {
    private static final int DEEPEST_CALL = 32;

    private record Given(Token at, Expression value) {}

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final Version version;
    private int depth;
    private boolean versionTold;

    CallParser(TokenStream tokens, ExpressionParser expressions, Version version) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.version = version;
    }

    /** Its name is read, and the parenthesis is next. */
    Expression call(Token name) {
        if (depth == DEEPEST_CALL) // PO-01
            throw tokens.failure(name, "Calls nest at most %d deep.".formatted(DEEPEST_CALL));
        checkVersion(name);
        depth++;
        List<Given> arguments = arguments();
        depth--;
        PolicyFunction function = PolicyFunction.named(name.text())
                .orElseThrow(() -> tokens.failure(name, unknown(name)));
        if (arguments.size() != function.arguments().size())
            throw tokens.failure(name, "`%s` takes %s; here are %d.".formatted(function.written(),
                    function.arguments().size() == 1 ? "one argument" : "two arguments", arguments.size()));
        for (int i = 0; i < arguments.size(); i++) {
            check(function, i, arguments.get(i));
        }
        return new Call(function, arguments.stream().map(Given::value).toList(), query(function, arguments));
    }

    /** Said once a rule: another call of it has the same remedy. */
    private void checkVersion(Token name) {
        if (!version.has(Version.V1_2) && !versionTold) {
            tokens.problem(name, "Functions such as `%s` need version 1.2. Write `version=1.2;`."
                    .formatted(name.shortened()));
            versionTold = true;
        }
    }

    private List<Given> arguments() {
        tokens.take();
        List<Given> arguments = new ArrayList<>();
        if (!tokens.at(Kind.CLOSE)) {
            do {
                arguments.add(new Given(tokens.peek(), expressions.expression()));
            } while (tokens.accept(Kind.COMMA));
        }
        tokens.expect(Kind.CLOSE, "`,` and another argument, or `)`, is expected here.");
        return arguments;
    }

    private static String unknown(Token name) {
        return PolicyFunction.meantBy(name.text()).map(meant -> "There is no function `%s`. Write `%s`."
                .formatted(name.shortened(), meant.written()))
                .orElse("There is no function `%s`. There are %s.".formatted(name.shortened(), PolicyFunction.all()));
    }

    private void check(PolicyFunction function, int index, Given given) {
        Argument argument = function.arguments().get(index);
        if (given.value() instanceof Literal(var literal) && !argument.takes(literal)) {
            tokens.problem(given.at(), "Argument %d of `%s` is %s.".formatted(index + 1, function.written(),
                    argument.words()));
        }
    }

    private Optional<JmesPath> query(PolicyFunction function, List<Given> arguments) {
        if (function != PolicyFunction.JMES_PATH
                || !(arguments.getLast().value() instanceof Literal(Text(var query))) || query.isEmpty())
            return Optional.empty();
        try {
            return Optional.of(JmesPath.compile(query));
        } catch (JmesPathException refused) {
            tokens.problem(arguments.getLast().at(), explain(refused));
            return Optional.empty();
        }
    }

    private static String explain(JmesPathException refused) {
        return "The query is no JMESPath%s. %s".formatted(
                refused.position() < 0 ? "" : " from its character %d on".formatted(refused.position() + 1),
                refused.getMessage());
    }
}
