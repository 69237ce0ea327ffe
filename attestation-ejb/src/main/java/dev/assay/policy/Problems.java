package dev.assay.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The problems found so far, one a position and in the text's order, and the grammar path that new ones get. */
final class Problems {
    /** Beyond this many the text is hardly a policy, and more would not help its author. */
    static final int MOST = 100;

    private final Deque<String> path = new ArrayDeque<>(List.of("policy"));
    private final Map<Position, Problem> found = new TreeMap<>();

    /** Runs a part of the grammar under its name. */
    <T> T within(String part, Supplier<T> body) {
        path.addLast(part);
        try {
            return body.get();
        } finally {
            path.removeLast();
        }
    }

    String path() {
        return String.join(" > ", path);
    }

    void add(Token token, String message) {
        add(token, path(), message);
    }

    /** Keeps the first of several at one position: the later ones are its echo. */
    void add(Token token, String path, String message) {
        String truth = token.complaint().isEmpty() ? message : token.complaint();
        found.putIfAbsent(token.at(), Problem.at(token, path, truth));
        if (found.size() == MOST)
            throw new Stopped();
    }

    /** Drops what was found behind a position, where the text was read inside out. */
    void forgetBehind(Position last) {
        found.keySet().removeIf(at -> at.compareTo(last) > 0);
    }

    void throwIfAny() {
        if (!found.isEmpty())
            throw new PolicyParsingException(List.copyOf(found.values()));
    }

    /** Reading on makes no sense; what was found stands. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /** The rule being read cannot be understood; reading goes on behind it. */
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super(null, null, false, false);
        }
    }
}
