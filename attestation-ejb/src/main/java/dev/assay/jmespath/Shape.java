package dev.assay.jmespath;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bounds a parsed expression (PO-04), without recursion of its own: a chain of dots is deep though it nests nothing. */
final class Shape {
    static final int DEEPEST = 64;
    static final int MOST_PROJECTIONS = 64;

    private record Visit(Node node, int depth) {}

    private Shape() {}

    static void check(Node root) {
        int projections = 0;
        Deque<Visit> open = new ArrayDeque<>();
        open.push(new Visit(root, 1));
        while (!open.isEmpty()) {
            Visit visit = open.pop();
            checkDepth(visit.depth, -1);
            projections += visit.node.isProjection() ? 1 : 0;
            visit.node.parts().forEach(part -> open.push(new Visit(part, visit.depth + 1)));
        }
        checkProjections(projections);
    }

    static void checkDepth(int depth, int at) {
        if (depth > DEEPEST)
            throw new JmesPathException(at, "The expression is nested deeper than %d. Split it by `|`, or into several "
                    .formatted(DEEPEST) + "expressions.");
    }

    private static void checkProjections(int projections) {
        if (projections > MOST_PROJECTIONS)
            throw new JmesPathException(-1, "An expression has at most %d projections ([*], [], *, [?…], slices); this "
                    .formatted(MOST_PROJECTIONS)
                    + "one has %d. Split it into several expressions."
                            .formatted(projections));
    }
}
