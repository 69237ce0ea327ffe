package dev.assay.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AU-07")
class TokenBucketsTest {
    private static final long SECOND = 1_000_000_000L;

    private final TokenBuckets buckets = new TokenBuckets(3);

    @Test
    void letsTwoSecondsWorthThroughAtOnceAndNoMore() {
        assertEquals(20, admitted("a", 10, 100, 0));
        assertEquals(0, admitted("a", 10, 100, 0));
    }

    @Test
    void fillsByItsRate() {
        admitted("a", 10, 100, 0);
        assertEquals(5, admitted("a", 10, 100, SECOND / 2));
        assertEquals(20, admitted("a", 10, 100, 100 * SECOND));
    }

    @Test
    void saysHowLongToWait() {
        admitted("a", 10, 100, 0);
        assertEquals(Duration.ofMillis(100), buckets.take("a", 10, 0));
        assertEquals(Duration.ofMillis(50), buckets.take("a", 10, SECOND / 20));
    }

    @Test
    @Tag("TE-03")
    void keepsKeysApart() {
        admitted("a", 10, 100, 0);
        assertEquals(20, admitted("b", 10, 100, 0));
    }

    @Test
    void heedsALowerRateAtOnce() {
        admitted("a", 1000, 1, 0);
        assertEquals(2, admitted("a", 1, 100, 0));
    }

    @Test
    void remembersSoManyKeysWhateverIsSent() {
        for (int i = 0; i < 1000; i++)
            buckets.take("key" + i, 10, 0);
        assertEquals(3, buckets.kept());
    }

    @Test
    void takesNothingFromAClockThatStandsStill() {
        admitted("a", 10, 100, SECOND);
        assertEquals(0, admitted("a", 10, 100, 0));
    }

    private int admitted(String key, int rate, int calls, long at) {
        int admitted = 0;
        for (int i = 0; i < calls; i++)
            admitted += buckets.take(key, rate, at).isZero() ? 1 : 0;
        return admitted;
    }
}
