package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.KeyUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("DO-06")
class FirstKeysTest {
    private final AtomicInteger making = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore go = new Semaphore(0);

    private void make(KeyOwner owner) {
        mostAtOnce.accumulateAndGet(making.incrementAndGet(), Math::max);
        begun.release();
        go.acquireUninterruptibly();
        making.decrementAndGet();
        made.incrementAndGet();
    }

    private static KeyOwner owner() {
        UUID id = UUID.randomUUID();
        return new KeyOwner(id, "https://attest.example.org/t/" + id, KeyTerms.USUAL);
    }

    @Test
    void makesFewAtOnceHoweverManyAreAskedFor() throws InterruptedException {
        FirstKeys keys = new FirstKeys(this::make, 2, 100, Duration.ofDays(1));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++)
            threads.add(Thread.ofPlatform().start(() -> keys.accept(owner())));
        begun.acquire(2);
        go.release(20);
        for (Thread thread : threads)
            thread.join();
        assertEquals(2, mostAtOnce.get());
        assertEquals(20, made.get());
    }

    @Test
    void refusesAtOnceWhereTooManyWait() throws InterruptedException {
        FirstKeys keys = new FirstKeys(this::make, 1, 0, Duration.ofDays(1));
        Thread first = Thread.ofPlatform().start(() -> keys.accept(owner()));
        begun.acquire();
        assertThrows(KeyUnavailableException.class, () -> keys.accept(owner()));
        go.release(2);
        first.join();
        keys.accept(owner());
        assertEquals(2, made.get());
    }

    @Test
    void refusesWherePatienceEnds() throws InterruptedException {
        FirstKeys keys = new FirstKeys(this::make, 1, 5, Duration.ZERO);
        Thread first = Thread.ofPlatform().start(() -> keys.accept(owner()));
        begun.acquire();
        assertThrows(KeyUnavailableException.class, () -> keys.accept(owner()));
        go.release();
        first.join();
    }

    @Test
    void givesThePlaceBackWhereAKeyCannotBeMade() {
        FirstKeys keys = new FirstKeys(owner -> {
            throw new KeyUnavailableException("the token is out");
        }, 1, 0, Duration.ZERO);
        for (int i = 0; i < 3; i++)
            assertEquals("the token is out",
                    assertThrows(KeyUnavailableException.class, () -> keys.accept(owner())).getMessage());
    }
}
