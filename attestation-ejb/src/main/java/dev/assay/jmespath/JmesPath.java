package dev.assay.jmespath;

import jakarta.json.JsonValue;

/**
 * A JMESPath expression, read once and searched with by any number of threads: the specification of jmespath.org with
 * its built-in functions, and {@code equals_ignore_case(a, b)} (maa-policy §7).
 */
public final class JmesPath {
    private final Node root;

    private JmesPath(Node root) {
        this.root = root;
    }

    /**
     * Reads an expression of at most 16 384 characters, nested at most 64 deep, with at most 64 projections.
     *
     * @throws JmesPathException where it is no such expression, calls a function that is not there, or calls one with
     *         another number of arguments than it takes
     */
    public static JmesPath compile(String expression) throws JmesPathException {
        return new JmesPath(Parser.parse(expression));
    }

    /**
     * What the expression selects of the document; {@link JsonValue#NULL} where it selects nothing. Every node visited
     * and every element handled is metered before it is.
     *
     * @throws JmesPathException where a function is given a value of another type than it takes
     */
    public JsonValue search(JsonValue document, Meter meter) throws JmesPathException {
        return new Evaluator(new Steps(meter)).evaluate(root, document);
    }

    /**
     * A result as compact JSON text, members in their order and numbers in plain digits.
     *
     * @throws JmesPathException where it is longer than 1 048 576 characters or nested deeper than 128
     */
    public static String text(JsonValue result) throws JmesPathException {
        return JsonText.write(result);
    }
}
