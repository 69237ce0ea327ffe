package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("DO-06")
class VerificationPoolTest {
    @Test
    void refusesWhereNoPlaceComesFree() throws InterruptedException {
        VerificationPool pool = new VerificationPool(1, 4, Duration.ofMillis(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().start(() -> pool.run(() -> hold(inside, leave)));
        inside.await();
        assertEquals(Optional.empty(), pool.run(() -> 1));
        leave.countDown();
        holder.join();
        assertEquals(Optional.of(1), pool.run(() -> 1));
    }

    @Test
    void refusesAtOnceWhereTooManyWait() throws InterruptedException {
        VerificationPool pool = new VerificationPool(1, 0, Duration.ofDays(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().start(() -> pool.run(() -> hold(inside, leave)));
        inside.await();
        assertEquals(Optional.empty(), pool.run(() -> 1));
        leave.countDown();
        holder.join();
    }

    @Test
    void givesThePlaceBackWhenTheWorkFails() {
        VerificationPool pool = new VerificationPool(1, 0, Duration.ZERO);
        assertThrows(IllegalStateException.class, () -> pool.run(() -> {
            throw new IllegalStateException();
        }));
        assertEquals(Optional.of(1), pool.run(() -> 1));
    }

    private static int hold(CountDownLatch inside, CountDownLatch leave) {
        inside.countDown();
        try {
            leave.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
