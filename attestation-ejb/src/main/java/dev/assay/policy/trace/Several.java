package dev.assay.policy.trace;

import java.util.List;
import java.util.function.Function;

/** The first few of some things. @param count how many there are */
public record Several<T>(List<T> first, int count) {
    public Several {
        first = List.copyOf(first);
    }

    public static <T> Several<T> none() {
        return new Several<>(List.of(), 0);
    }

    /** @param most how many are shown */
    public static <S, T> Several<T> of(List<S> all, int most, Function<S, T> shown) {
        return new Several<>(all.stream().limit(most).map(shown).toList(), all.size());
    }
}
