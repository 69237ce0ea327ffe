package dev.assay.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KM-03")
class RotationRuleTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final RotationRule RULE = RotationRule.USUAL;
    private static final KeyTerms OTHER = new KeyTerms(SigningAlgorithm.ES256, CustodyKind.SOFTWARE);

    @Test
    void leavesAYoungKeyAlone() {
        assertEquals(List.of(), due(day(87), active(0)));
    }

    @Test
    @Tag("JW-10")
    void publishesTheNextKeyTwoDaysBeforeItIsDue() {
        assertEquals(List.of(new KeyStep.Publish()), due(day(88), active(0)));
        assertEquals(List.of(), due(day(88), active(0), next(88)));
    }

    @Test
    void handsOverWhenThePeriodEnds() {
        assertEquals(List.of(), due(day(90).minusSeconds(1), active(0), next(88)));
        assertEquals(List.of(new KeyStep.Activate("active", "next")), due(day(90), active(0), next(88)));
    }

    @Test
    @Tag("JW-10")
    void neverHandsOverToAKeyThatWasPublishedForLessThanTheLead() {
        assertEquals(List.of(), due(day(120), active(0), next(119)));
        assertEquals(List.of(new KeyStep.Activate("active", "next")), due(day(121), active(0), next(119)));
    }

    @Test
    void changesAtOnceButNotAheadOfTimeWhereTheTermsChanged() {
        KeyFacts next = key(KeyState.NEXT, OTHER, day(1), Optional.empty());
        assertEquals(List.of(new KeyStep.Publish()), RULE.due(List.of(active(0)), OTHER, day(1)));
        assertEquals(List.of(), RULE.due(List.of(active(0), next), OTHER, day(2)));
        assertEquals(List.of(new KeyStep.Activate("active", "next")),
                RULE.due(List.of(active(0), next), OTHER, day(3)));
    }

    @Test
    void dropsANextKeyThatIsNotWantedAnyMore() {
        assertEquals(List.of(new KeyStep.Destroy("next")), RULE.due(List.of(active(0), next(1)), OTHER, day(4)));
    }

    @Test
    void changesBeforeTheCertificateEnds() {
        KeyFacts brief = new KeyFacts("active", KeyState.ACTIVE, KeyTerms.USUAL,
                new KeyFacts.Times(START, Optional.of(START), Optional.empty(), START, day(30)));
        assertEquals(List.of(), RULE.due(List.of(brief), KeyTerms.USUAL, day(23)));
        assertEquals(List.of(new KeyStep.Publish()), RULE.due(List.of(brief), KeyTerms.USUAL, day(24)));
        assertEquals(List.of(new KeyStep.Activate("active", "next")),
                RULE.due(List.of(brief, next(24)), KeyTerms.USUAL, day(26)));
    }

    @Test
    void keepsAKeyUntilItsLastTokenHasEndedEverywhere() {
        KeyFacts served = key(KeyState.VERIFY_ONLY, KeyTerms.USUAL, START, Optional.of(START));
        assertEquals(List.of(), due(START.plus(Duration.ofMinutes(9)), active(0), served));
        assertEquals(List.of(new KeyStep.Destroy("verify-only")), due(START.plus(Duration.ofMinutes(10)), active(0),
                served));
    }

    @Test
    void asksTheDatabaseForNoLessThanIsDue() {
        assertEquals(day(0), RULE.activatedBefore(day(88)));
        assertEquals(day(30), RULE.endsBefore(day(24)));
    }

    @Test
    @Tag("JW-10")
    void refusesALeadShorterThanADayAndAPeriodShorterThanTwoLeads() {
        assertThrows(IllegalArgumentException.class, () -> new RotationRule(Duration.ofDays(90), Duration.ofHours(23)));
        assertThrows(IllegalArgumentException.class, () -> new RotationRule(Duration.ofDays(3), Duration.ofDays(2)));
    }

    /** What it signs lives eight hours at most, and the lead is a day or more: no token outlives its certificate. */
    @Test
    void refusesAPeriodThatItsCertificateDoesNotCover() {
        Duration lead = Duration.ofDays(2);
        assertThrows(IllegalArgumentException.class, () -> new RotationRule(Duration.ofDays(725), lead));
        RotationRule longest = new RotationRule(Duration.ofDays(724), lead);
        assertEquals(List.of(new KeyStep.Publish()),
                longest.due(List.of(active(0)), KeyTerms.USUAL, day(730).minus(lead.multipliedBy(4))));
    }

    private static List<KeyStep> due(Instant at, KeyFacts... keys) {
        return RULE.due(List.of(keys), KeyTerms.USUAL, at);
    }

    private static KeyFacts active(int activated) {
        return key(KeyState.ACTIVE, KeyTerms.USUAL, day(activated), Optional.of(day(activated)));
    }

    private static KeyFacts next(int published) {
        return key(KeyState.NEXT, KeyTerms.USUAL, day(published), Optional.empty());
    }

    private static KeyFacts key(KeyState state, KeyTerms terms, Instant published, Optional<Instant> activated) {
        return new KeyFacts(state.wire(), state, terms,
                new KeyFacts.Times(published, activated, Optional.empty(), START,
                        published.plus(Duration.ofDays(730))));
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }
}
