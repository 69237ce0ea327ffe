package dev.assay.jmespath;

import dev.assay.jmespath.Node.Chain;
import dev.assay.jmespath.Node.Current;
import dev.assay.jmespath.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Top-down operator precedence over the tokens; each nesting is counted before it is entered. */
final class Parser {
    private final List<Token> tokens;
    private int next;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Node parse(String expression) {
        Parser parser = new Parser(Lexer.tokens(expression));
        if (parser.at(Kind.END))
            throw new JmesPathException(0, "The expression is empty. Write @ for the whole document.");
        Node root = parser.expression(0);
        if (!parser.at(Kind.END))
            throw parser.unexpected("the end of the expression");
        Shape.check(root);
        return root;
    }

    private Node expression(int power) {
        Shape.checkDepth(++depth, peek().at());
        Node left = prefix(take());
        while (power < peek().kind().power) {
            left = infix(left, take());
        }
        depth--;
        return left;
    }

    private Node prefix(Token token) {
        return switch (token.kind()) {
            case NAME -> at(Kind.OPEN_PAREN) ? call(token) : new Node.Field(token.text());
            case QUOTED -> new Node.Field(token.text());
            case RAW -> new Node.Literal(Values.text(token.text()));
            case LITERAL -> new Node.Literal(JsonText.value(token.text(), token.at()));
            case CURRENT -> new Current();
            case NOT -> new Node.Not(expression(Kind.NOT.power));
            case OPEN_PAREN -> inParentheses();
            case OPEN_BRACE -> multiHash();
            case OPEN_BRACKET -> openingBracket();
            case FLATTEN, FILTER, STAR -> projection(new Current(), token);
            case NUMBER -> throw wrong(token, "A bare number is no expression. Write it between backticks: `%s`."
                    .formatted(token.text()));
            case REFERENCE -> throw wrong(token, "`&` stands only before an argument that a function applies, as in "
                    + "sort_by(@, &name). Write && for AND.");
            case END, COMMA, COLON, CLOSE_BRACKET, CLOSE_PAREN, CLOSE_BRACE, PIPE, OR, AND, EQUAL, UNEQUAL, LESS,
                    AT_MOST, MORE, AT_LEAST, DOT ->
                throw wrong(token, "Here stands %s, where an expression is expected.".formatted(token.shown()));
        };
    }

    private Node infix(Node left, Token token) {
        return switch (token.kind()) {
            case DOT -> afterDot(left);
            case PIPE -> new Node.Pipe(operands(left, Kind.PIPE));
            case OR -> new Node.Or(operands(left, Kind.OR));
            case AND -> new Node.And(operands(left, Kind.AND));
            case EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST ->
                new Node.Comparison(token.kind(), left, expression(token.kind().power));
            case FLATTEN, FILTER -> projection(left, token);
            case OPEN_BRACKET -> bracket(left);
            case OPEN_PAREN -> throw wrong(token, "Only a function's name, without quotes, stands before `(`.");
            case END, NAME, QUOTED, RAW, LITERAL, NUMBER, CURRENT, COMMA, REFERENCE, COLON, CLOSE_BRACKET, CLOSE_PAREN,
                    CLOSE_BRACE, STAR, NOT, OPEN_BRACE ->
                throw wrong(token, "%s cannot follow here. Join expressions by `.`, `|`, `||`, `&&` or a comparison."
                        .formatted(token.shown()));
        };
    }

    /** why: a row of equal operators is one node, so that an allow-list of a hundred values nests nothing. */
    private List<Node> operands(Node first, Kind operator) {
        List<Node> operands = new ArrayList<>(List.of(first));
        do {
            operands.add(expression(operator.power));
        } while (accept(operator));
        return List.copyOf(operands);
    }

    private Node inParentheses() {
        Node inner = expression(0);
        expect(Kind.CLOSE_PAREN, "`)`");
        return inner;
    }

    private Node afterDot(Node left) {
        if (accept(Kind.STAR))
            return new Node.ValueProjection(left, each(Kind.STAR.power));
        return new Chain(left, rightOfDot(Kind.DOT.power));
    }

    private Node rightOfDot(int power) {
        if (accept(Kind.OPEN_BRACKET))
            return multiList();
        if (accept(Kind.OPEN_BRACE))
            return multiHash();
        if (at(Kind.NAME) || at(Kind.QUOTED) || at(Kind.STAR))
            return expression(power);
        throw unexpected("a name, `*`, `[` or `{` after `.`");
    }

    private Node projection(Node left, Token token) {
        return switch (token.kind()) {
            case FLATTEN -> new Node.Projection(new Node.Flatten(left), each(Kind.FLATTEN.power));
            case FILTER -> filter(left);
            default -> new Node.ValueProjection(left, each(Kind.STAR.power));
        };
    }

    private Node filter(Node left) {
        Node condition = expression(0);
        expect(Kind.CLOSE_BRACKET, "`]` after the condition");
        return new Node.Filter(left, condition, each(Kind.FILTER.power));
    }

    /** What a projection does with each element: all that follows and binds tighter than `[]` and comparisons. */
    private Node each(int power) {
        if (peek().kind().power < Kind.ENDS_PROJECTION)
            return new Current();
        if (at(Kind.OPEN_BRACKET) || at(Kind.FILTER))
            return expression(power);
        if (accept(Kind.DOT))
            return rightOfDot(power);
        throw unexpected("`.`, `[` or an operator after a projection");
    }

    private Node openingBracket() {
        boolean list = at(Kind.NUMBER) || at(Kind.COLON) || at(Kind.STAR) && following().is(Kind.CLOSE_BRACKET);
        return list ? bracket(new Current()) : multiList();
    }

    private Node bracket(Node left) {
        if (accept(Kind.STAR)) {
            expect(Kind.CLOSE_BRACKET, "`]` after `[*`");
            return new Node.Projection(left, each(Kind.STAR.power));
        }
        if (at(Kind.COLON) || following().is(Kind.COLON))
            return new Node.Projection(new Chain(left, slice()), each(Kind.STAR.power));
        Node index = new Node.Index(integer());
        expect(Kind.CLOSE_BRACKET, "`]` after the index");
        return new Chain(left, index);
    }

    private Node slice() {
        OptionalInt from = bound();
        expect(Kind.COLON, "`:`");
        OptionalInt to = bound();
        Token colon = peek();
        int step = accept(Kind.COLON) ? bound().orElse(1) : 1;
        if (step == 0)
            throw wrong(colon, "A slice's step is not 0. Write 1, or -1 to go backwards.");
        expect(Kind.CLOSE_BRACKET, "`]` after the slice");
        return new Node.Slice(from, to, step);
    }

    private OptionalInt bound() {
        return at(Kind.NUMBER) ? OptionalInt.of(integer()) : OptionalInt.empty();
    }

    private int integer() {
        Token number = expect(Kind.NUMBER, "an index, `*` or a slice");
        try {
            return Integer.parseInt(number.text());
        } catch (NumberFormatException tooLarge) {
            throw wrong(number, "An index lies between -2147483648 and 2147483647.");
        }
    }

    private Node multiList() {
        List<Node> elements = new ArrayList<>();
        do {
            elements.add(expression(0));
        } while (accept(Kind.COMMA));
        expect(Kind.CLOSE_BRACKET, "`,` or `]`");
        return new Node.MultiList(List.copyOf(elements));
    }

    private Node multiHash() {
        List<Node.Member> members = new ArrayList<>();
        do {
            members.add(member());
        } while (accept(Kind.COMMA));
        expect(Kind.CLOSE_BRACE, "`,` or `}`");
        return new Node.MultiHash(List.copyOf(members));
    }

    private Node.Member member() {
        if (!at(Kind.NAME) && !at(Kind.QUOTED))
            throw unexpected("a member's name");
        String name = take().text();
        expect(Kind.COLON, "`:` after the member's name");
        return new Node.Member(name, expression(0));
    }

    private Node call(Token name) {
        Function function = Function.named(name.text())
                .orElseThrow(() -> wrong(name, "There is no function %s. Use one "
                        .formatted(name.shown()) + "of " + Function.names() + "."));
        take();
        List<Node> arguments = arguments(function);
        expect(Kind.CLOSE_PAREN, "`,` or `)`");
        if (!function.takes(arguments.size()))
            throw wrong(name, "%s takes %s, not %d.".formatted(name.text(), function.shownCount(), arguments.size()));
        return new Node.Call(function, arguments, name.at());
    }

    private List<Node> arguments(Function function) {
        List<Node> arguments = new ArrayList<>();
        if (at(Kind.CLOSE_PAREN))
            return arguments;
        do {
            arguments.add(argument(function, arguments.size()));
        } while (accept(Kind.COMMA));
        return List.copyOf(arguments);
    }

    private Node argument(Function function, int index) {
        if (function.reference() != index)
            return expression(0);
        Token ampersand = expect(Kind.REFERENCE, "`&` before argument %d of %s".formatted(index + 1, function.shown()));
        Shape.checkDepth(++depth, ampersand.at());
        Node body = expression(0);
        depth--;
        return new Node.Reference(body);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token following() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    private boolean at(Kind kind) {
        return peek().is(kind);
    }

    private Token take() {
        Token token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private boolean accept(Kind kind) {
        boolean there = at(kind);
        if (there) {
            take();
        }
        return there;
    }

    private Token expect(Kind kind, String what) {
        if (!at(kind))
            throw unexpected(what);
        return take();
    }

    private JmesPathException unexpected(String expected) {
        return wrong(peek(), "Here stands %s, where %s is expected.".formatted(peek().shown(), expected));
    }

    private static JmesPathException wrong(Token token, String message) {
        return new JmesPathException(token.at(), message);
    }
}
