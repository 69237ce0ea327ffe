package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * When each change of a policy may have been in force: from the sending of its request to the answer of the next one's.
 * Their order is that of the database's record.
 */
record PolicyHistory(List<Change> changes) {
    /** A change that was made. @param sent by {@link System#nanoTime}, like {@code back} */
    record Change(NumberedPolicy policy, long sent, long back) {}

    /**
     * @param before in force when the first change was sent. @param made in any order
     * @param recorded hashes of the policies changed to, in the order they were, each of another policy
     */
    static PolicyHistory of(NumberedPolicy before, List<Change> made, List<String> recorded) {
        Map<String, Change> byHash = made.stream()
                .collect(Collectors.toMap(change -> change.policy().hash(), Function.identity()));
        assertEquals(byHash.keySet(), Map.copyOf(recorded.stream().collect(Collectors.toMap(hash -> hash, hash -> 1)))
                .keySet(), "what was answered as made was made, and nothing else");
        List<Change> all = new ArrayList<>();
        all.add(new Change(before, Long.MIN_VALUE, Long.MIN_VALUE));
        recorded.forEach(hash -> all.add(byHash.get(hash)));
        return new PolicyHistory(List.copyOf(all));
    }

    /** Policies of which one or another was in force at each moment of a time. */
    List<NumberedPolicy> during(long from, long until) {
        return IntStream.range(0, changes.size())
                .filter(i -> changes.get(i).sent() <= until)
                .filter(i -> i + 1 == changes.size() || changes.get(i + 1).back() >= from)
                .mapToObj(i -> changes.get(i).policy()).toList();
    }
}
