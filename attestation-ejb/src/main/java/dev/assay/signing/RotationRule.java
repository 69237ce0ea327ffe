package dev.assay.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When keys change (KM-03, JW-10).
 *
 * @param period how long a key signs
 * @param lead how long a key is published before it signs, one day at least
 */
public record RotationRule(Duration period, Duration lead) {
    /** JW-10. */
    public static final Duration SHORTEST_LEAD = Duration.ofDays(1);
    /** How far a relying party's clock may be off. */
    private static final Duration SKEW = Duration.ofMinutes(10);
    /** 90 days, and two ahead. */
    public static final RotationRule USUAL = new RotationRule(Duration.ofDays(90), Duration.ofDays(2));

    public RotationRule {
        if (lead.compareTo(SHORTEST_LEAD) < 0)
            throw new IllegalArgumentException("a key is published 24 hours or more before it signs");
        if (period.compareTo(lead.multipliedBy(2)) < 0)
            throw new IllegalArgumentException("a key signs for twice the time or more that it is published ahead");
        if (period.plus(lead.multipliedBy(3)).compareTo(Certifier.VALIDITY) > 0)
            throw new IllegalArgumentException(
                    "a key signs no longer than its certificate holds: two years, less three times the lead");
    }

    /** Steps due for a tenant's keys, in the order to take them; each holds by itself. A first key is no step. */
    public List<KeyStep> due(List<KeyFacts> keys, KeyTerms wanted, Instant at) {
        List<KeyStep> steps = new ArrayList<>();
        Optional<KeyFacts> next = only(keys, KeyState.NEXT);
        only(keys, KeyState.ACTIVE).ifPresent(active -> {
            if (next.isPresent() && !next.get().terms().equals(wanted))
                steps.add(new KeyStep.Destroy(next.get().kid()));
            else if (next.isPresent() && !at.isBefore(handover(active, next.get(), wanted)))
                steps.add(new KeyStep.Activate(active.kid(), next.get().kid()));
            else if (next.isEmpty() && !at.isBefore(retirement(active, wanted).minus(lead)))
                steps.add(new KeyStep.Publish());
        });
        keys.stream().filter(key -> key.is(KeyState.VERIFY_ONLY) && served(key, at))
                .forEach(key -> steps.add(new KeyStep.Destroy(key.kid())));
        return steps;
    }

    /** Active keys activated by then, or whose certificate ends within twice the lead, have a step due. */
    public Instant activatedBefore(Instant at) {
        return at.minus(period).plus(lead);
    }

    public Instant endsBefore(Instant at) {
        return at.plus(lead.multipliedBy(3));
    }

    /** By then no token of a verify-only key is alive. */
    public Instant expiredBefore(Instant at) {
        return at.minus(SKEW);
    }

    private boolean served(KeyFacts key, Instant at) {
        return !key.times().latestExpiry().isAfter(expiredBefore(at));
    }

    private Instant handover(KeyFacts active, KeyFacts next, KeyTerms wanted) {
        Instant published = next.times().publishedAt().plus(lead);
        Instant retired = retirement(active, wanted);
        return published.isAfter(retired) ? published : retired;
    }

    /** At once where the tenant's terms have changed; before its certificate ends in any case. */
    private Instant retirement(KeyFacts active, KeyTerms wanted) {
        if (!active.terms().equals(wanted))
            return Instant.EPOCH.plus(lead);
        Instant aged = active.times().activatedAt().orElse(active.times().publishedAt()).plus(period);
        Instant ends = active.times().notAfter().minus(lead.multipliedBy(2));
        return aged.isBefore(ends) ? aged : ends;
    }

    private static Optional<KeyFacts> only(List<KeyFacts> keys, KeyState state) {
        return keys.stream().filter(key -> key.is(state)).findFirst();
    }
}
