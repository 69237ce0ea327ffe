package dev.assay.bench.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private final Series baseline = new Series("baseline", "ms", List.of(10.0, 20.0, 40.0));

    @Test
    void comparesRepeatByRepeatAndJudgesByTheMedian() {
        Series changed = new Series("changed", "ms", List.of(15.0, 100.0, 60.0));
        Series.Comparison comparison = changed.over(baseline, 2);
        assertEquals(List.of(1.5, 5.0, 1.5), comparison.ratios().values());
        assertTrue(comparison.holds());
        assertTrue(comparison.line().contains("1.50 × (1.50 to 5.00), bound 2.0: holds"), comparison.line());
        assertFalse(changed.over(baseline, 1.4).holds());
    }

    @Test
    void takesTheMiddleOfAnEvenNumber() {
        assertEquals(15.0, new Series("x", "s", List.of(20.0, 10.0)).median());
    }

    @Test
    void countsAFailureAsTheLongest() {
        Answers answers = new Answers();
        answers.add(200, 1_000_000);
        answers.add(503, 1_000_000);
        answers.unsent();
        assertEquals(1.0, answers.milliseconds(0.5));
        assertTrue(answers.milliseconds(0.99) > 10_000);
        assertEquals("200: 1, 503: 1, not sent: 1", answers.counts());
    }
}
