package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("CO-09")
class ClockGuardTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final TestClock clock = new TestClock(START);
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    private final ClockGuard guard = new ClockGuard(clock, nanos::get);

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT-5S, true", "PT-6S, false", "PT-1H, false", "PT1H, true"})
    void refusesAClockThatStepsBack(Duration step, boolean sound) {
        pass(Duration.ofHours(3));
        clock.move(step);
        assertEquals(sound, guard.sound());
    }

    @Test
    void believesTheClockAgainOnceItIsSetRight() {
        pass(Duration.ofHours(3));
        clock.move(Duration.ofHours(-1));
        clock.move(Duration.ofHours(1));
        assertEquals(true, guard.sound());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT60S, true", "PT-60S, true", "PT61S, false", "PT-61S, false"})
    void refusesAClockFarFromTheDatabases(Duration apart, boolean sound) {
        guard.compare(START.plus(apart));
        assertEquals(sound, guard.sound());
    }

    private void pass(Duration time) {
        clock.move(time);
        nanos.addAndGet(time.toNanos());
    }
}
