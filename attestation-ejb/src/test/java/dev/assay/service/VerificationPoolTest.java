package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        Thread holder = Thread.ofPlatform().start(() -> pool.run("blue", () -> hold(inside, leave)));
        inside.await();
        assertEquals(Optional.empty(), pool.run("blue", () -> 1));
        leave.countDown();
        holder.join();
        assertEquals(Optional.of(1), pool.run("blue", () -> 1));
    }

    @Test
    void refusesAtOnceWhereTooManyWait() throws InterruptedException {
        VerificationPool pool = new VerificationPool(1, 0, Duration.ofDays(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().start(() -> pool.run("blue", () -> hold(inside, leave)));
        inside.await();
        assertEquals(Optional.empty(), pool.run("blue", () -> 1));
        leave.countDown();
        holder.join();
    }

    @Test
    void givesThePlaceBackWhenTheWorkFails() {
        VerificationPool pool = new VerificationPool(1, 0, Duration.ZERO);
        assertThrows(IllegalStateException.class, () -> pool.run("blue", () -> {
            throw new IllegalStateException();
        }));
        assertEquals(Optional.of(1), pool.run("blue", () -> 1));
    }

    @Test
    @Tag("TE-06")
    void givesPlacesToTheTenantsInTurn() throws InterruptedException {
        VerificationPool pool = new VerificationPool(1, 8, Duration.ofDays(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofPlatform().start(() -> pool.run("blue", () -> hold(inside, leave))));
        inside.await();
        for (String tenant : List.of("blue", "blue", "blue", "red", "green")) {
            int before = pool.queued();
            threads.add(Thread.ofPlatform().start(() -> pool.run(tenant, () -> served.add(tenant))));
            while (pool.queued() == before)
                Thread.onSpinWait();
        }
        leave.countDown();
        for (Thread thread : threads)
            thread.join();
        assertEquals(List.of("blue", "red", "green", "blue", "blue"), served);
        assertEquals(0, pool.queued());
    }

    @Test
    @Tag("TE-06")
    void leavesHalfOfThePlacesToOthers() throws InterruptedException {
        VerificationPool pool = new VerificationPool(4, 8, Duration.ofDays(1));
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch leave = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++)
            threads.add(Thread.ofPlatform().start(() -> pool.run("blue", () -> hold(inside, leave))));
        inside.await();
        threads.add(Thread.ofPlatform().start(() -> pool.run("blue", () -> 1)));
        while (pool.queued() == 0)
            Thread.onSpinWait();
        assertEquals(Optional.of(Optional.of(1)), pool.run("red", () -> pool.run("red", () -> 1)));
        assertEquals(Optional.of(Optional.of(1)), pool.run("red", () -> pool.run("green", () -> 1)));
        assertEquals(1, pool.queued(), "no place of others' was blue's");
        leave.countDown();
        for (Thread thread : threads)
            thread.join();
        assertEquals(0, pool.queued());
    }

    @Test
    @Tag("TE-06")
    void leavesHalfOfTheQueueToOthers() throws InterruptedException {
        VerificationPool pool = new VerificationPool(1, 2, Duration.ofDays(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofPlatform().start(() -> pool.run("blue", () -> hold(inside, leave))));
        inside.await();
        threads.add(Thread.ofPlatform().start(() -> pool.run("blue", () -> 1)));
        while (pool.queued() == 0)
            Thread.onSpinWait();
        assertEquals(Optional.empty(), pool.run("blue", () -> 1));
        threads.add(Thread.ofPlatform().start(() -> pool.run("red", () -> 1)));
        while (pool.queued() == 1)
            Thread.onSpinWait();
        leave.countDown();
        for (Thread thread : threads)
            thread.join();
        assertEquals(0, pool.queued());
    }

    @Test
    @Tag("DO-06")
    void finishesWhatWasBegunBeforeItBeginsMore() throws InterruptedException {
        VerificationPool pool = new VerificationPool(1, 2, Duration.ofDays(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofPlatform().start(() -> pool.run("blue", () -> hold(inside, leave))));
        inside.await();
        threads.add(Thread.ofPlatform().start(() -> pool.run("blue", () -> served.add("begins"))));
        while (pool.queued() < 1)
            Thread.onSpinWait();
        assertTrue(pool.full("blue"), "half of the queue is all it may fill");
        assertFalse(pool.full("red"));
        threads.add(Thread.ofPlatform().start(() -> pool.finish("blue", () -> served.add("ends"))));
        while (pool.queued() < 2)
            Thread.onSpinWait();
        assertTrue(pool.full("red"), "the queue is full");
        leave.countDown();
        for (Thread thread : threads)
            thread.join();
        assertEquals(List.of("ends", "begins"), served);
        assertFalse(pool.full("blue"));
    }

    @Test
    void losesNoPlaceHoweverManyGiveUp() throws InterruptedException {
        VerificationPool pool = new VerificationPool(2, 8, Duration.ofNanos(1));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String tenant = "tenant" + i % 3;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int call = 0; call < 2_000; call++)
                    pool.run(tenant, () -> 1);
            }));
        }
        for (Thread thread : threads)
            thread.join();
        assertEquals(0, pool.queued());
        assertEquals(Optional.of(Optional.of(1)), pool.run("blue", () -> pool.run("red", () -> 1)));
        assertEquals(Optional.of(Optional.of(Optional.empty())),
                pool.run("blue", () -> pool.run("red", () -> pool.run("green", () -> 1))));
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

    @Test
    @org.junit.jupiter.api.Tag("TE-06")
    void isRoomyWhileHalfOfThePlacesAreFree() {
        VerificationPool pool = new VerificationPool(2, 1, Duration.ZERO);
        assertTrue(pool.roomy());
        assertEquals(Optional.of(true), pool.run("one", pool::roomy));
        assertEquals(Optional.of(Optional.of(false)), pool.run("one", () -> pool.run("other", pool::roomy)));
        assertTrue(pool.roomy());
    }
}
