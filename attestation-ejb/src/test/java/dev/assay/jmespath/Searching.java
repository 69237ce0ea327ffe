package dev.assay.jmespath;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;

/** Searches as tests write them: JSON text in, JSON text out, and a meter that counts. */
final class Searching {
    /** The caller's own exception, as a policy's budget throws it. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts steps and allows so many. */
    static final class Counter implements Meter {
        private final long allowed;
        private long spent;

        Counter(long allowed) {
            this.allowed = allowed;
        }

        long spent() {
            return spent;
        }

        @Override
        public void spend(int steps) {
            if (steps < 1)
                throw new AssertionError("a step of " + steps);
            spent += steps;
            if (spent > allowed)
                throw new Exhausted();
        }
    }

    private Searching() {}

    static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    static String search(String expression, String document) {
        return JmesPath.text(JmesPath.compile(expression).search(json(document), new Counter(200_000)));
    }

    static long steps(String expression, String document) {
        Counter counter = new Counter(Long.MAX_VALUE);
        JmesPath.compile(expression).search(json(document), counter);
        return counter.spent();
    }
}
