package dev.assay.vendor;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("CO-06")
class BreakerTest {
    private final AtomicLong nanos = new AtomicLong(17);
    private final Breaker breaker = new Breaker(nanos::get);

    @Test
    void oneAnswerForgetsFailures() {
        fail(4);
        breaker.answered();
        fail(4);
        breaker.admit();
    }

    @Test
    void letsOneCallerTryAfterItsRest() {
        fail(5);
        assertThrows(SourceException.class, breaker::admit);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        breaker.admit();
        assertThrows(SourceException.class, breaker::admit);
        breaker.answered();
        breaker.admit();
        breaker.admit();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}
