package dev.assay.impact;

import dev.assay.appraisal.Appraisal;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a replay comes to, one appraisal after the other; not for several threads. */
public final class Tally {
    /** Of drift, and of what was not reproduced: enough to look into it. */
    private static final int FEW = 5;
    /** A policy issues some dozen claims; one that makes up names is cut short. */
    private static final int MOST_NAMES = 200;

    private final int examples;
    private final Map<Direction, Map<String, Long>> flips = new LinkedHashMap<>();
    private final Map<Direction, Map<String, Long>> drift = new LinkedHashMap<>();
    private final Map<String, Long> claims = new TreeMap<>();
    private final Map<String, Long> notReplayed = new TreeMap<>();
    private final List<Account.Example> flipped = new ArrayList<>();
    private final List<Account.Example> drifted = new ArrayList<>();
    private final List<Account.Example> notReproduced = new ArrayList<>();
    private long replayed;
    private long unchanged;
    private long claimsChanged;
    private long notReproducedCount;

    /** From which verdict to which. */
    public record Direction(Verdict from, Verdict to) {}

    /** @param examples of flips, at most */
    public Tally(int examples) {
        this.examples = examples;
    }

    /** @param why stable, lower case with hyphens. What could not be appraised again */
    public void skip(String why) {
        notReplayed.merge(why, 1L, Long::sum);
    }

    public void add(Replayed one) {
        replayed++;
        if (!one.reproduced()) {
            notReproducedCount++;
            example(notReproduced, FEW, one);
        }
        if (one.drifted()) {
            count(drift, new Direction(one.kept().reason().verdict(), one.inForce().verdict()),
                    decisive(one.kept().reason(), one.inForce()));
            example(drifted, FEW, one);
        }
        if (one.flips()) {
            count(flips, new Direction(one.inForce().verdict(), one.draft().verdict()),
                    decisive(one.inForce().reason(), one.draft()));
            example(flipped, examples, one);
        } else {
            unchanged++;
            claims(one);
        }
    }

    /** Why it is refused afterwards; where it is not, why it was. */
    private static String decisive(Reason before, Appraisal after) {
        return (after.verdict() == Verdict.PERMIT ? before : after.reason()).code();
    }

    private static void count(Map<Direction, Map<String, Long>> counts, Direction direction, String reason) {
        counts.computeIfAbsent(direction, fresh -> new TreeMap<>()).merge(reason, 1L, Long::sum);
    }

    private void claims(Replayed one) {
        var names = one.changedClaims();
        if (names.isEmpty())
            return;
        claimsChanged++;
        names.stream().filter(name -> claims.size() < MOST_NAMES || claims.containsKey(name))
                .forEach(name -> claims.merge(name, 1L, Long::sum));
    }

    private static void example(List<Account.Example> into, int most, Replayed one) {
        if (into.size() < most)
            into.add(new Account.Example(one.kept().place().at(), one.kept().link(), one.kept().reason(),
                    Account.Side.of(one.inForce()), Account.Side.of(one.draft())));
    }

    public Account account() {
        return new Account(replayed, unchanged, new Account.Changes(lines(flips), lines(drift),
                new Account.Claims(claimsChanged, claims)), notReproducedCount, notReplayed,
                new Account.Examples(flipped, drifted, notReproduced));
    }

    private static List<Account.Line> lines(Map<Direction, Map<String, Long>> counts) {
        return counts.entrySet().stream().map(line -> new Account.Line(line.getKey(), line.getValue())).toList();
    }
}
