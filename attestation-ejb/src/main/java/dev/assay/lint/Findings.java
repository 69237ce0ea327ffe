package dev.assay.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The warnings found so far. */
final class Findings {
    /** Beyond this many nobody reads on. */
    private static final int MOST = 500;
    private static final Comparator<Warning> BY_PLACE = Comparator.comparing(Warning::at).thenComparing(Warning::code);

    private final List<Warning> found = new ArrayList<>();

    void warn(String code, Spot spot, String message, String suggestion) {
        add(new Warning(code, Grade.WARNING, spot.at(), spot.path(), message, Optional.of(suggestion)));
    }

    void note(String code, Spot spot, String message, String suggestion) {
        add(new Warning(code, Grade.NOTE, spot.at(), spot.path(), message, Optional.of(suggestion)));
    }

    void add(Warning warning) {
        if (found.size() == MOST)
            throw new Ended();
        found.add(warning);
    }

    List<Warning> inOrder() {
        return found.stream().sorted(BY_PLACE).toList();
    }

    /** Likewise, of a text that was not looked at to its end; this is said first. */
    List<Warning> cutShort(Spot beginning) {
        Warning said = new Warning("check-incomplete", Grade.WARNING, beginning.at(), beginning.path(),
                "There is more to say about this policy than is checked at once; what follows is part of it.",
                Optional.of("Act on these warnings and check again, or split the policy."));
        return Stream.concat(Stream.of(said), inOrder().stream()).toList();
    }

    /** Checking ends here; what was found stands. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super(null, null, false, false);
        }
    }
}
