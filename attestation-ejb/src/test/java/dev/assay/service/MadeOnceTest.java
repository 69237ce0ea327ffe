package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MadeOnceTest {
    private static final int MANY = 8;

    private final List<String> made = Collections.synchronizedList(new ArrayList<>());
    private final MadeOnce<String, String> kept = new MadeOnce<>(10, String::length);

    private String get(String key) {
        return kept.get(key, () -> {
            made.add(key);
            return key;
        });
    }

    @Test
    void makesAValueOnceForAllWhoAskAtOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(MANY);
        List<String> values = atOnce(() -> {
            together.await();
            return get("aaaa");
        });
        assertEquals(Collections.nCopies(MANY, "aaaa"), values);
        assertEquals(List.of("aaaa"), made);
    }

    @Test
    void makesNobodyWaitForAnotherKey() throws Exception {
        CountDownLatch other = new CountDownLatch(1);
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            Future<String> slow = one.submit(() -> kept.get("slow", () -> {
                awaited(other);
                return "slow";
            }));
            assertEquals("aaaa", get("aaaa"));
            other.countDown();
            assertEquals("slow", slow.get());
        }
    }

    @Test
    void letsGoOfTheOneUnusedForLongestAndOfNoOther() {
        get("aaaa");
        get("bbbb");
        get("aaaa");
        get("cccc");
        assertEquals(List.of("aaaa", "bbbb", "cccc"), made);
        get("aaaa");
        get("cccc");
        assertEquals(List.of("aaaa", "bbbb", "cccc"), made);
        get("bbbb");
        assertEquals(List.of("aaaa", "bbbb", "cccc", "bbbb"), made);
    }

    @Test
    void keepsNoMoreWeightThanItMay() {
        IntStream.range(0, 100).forEach(i -> get("%04d".formatted(i)));
        made.clear();
        get("0099");
        get("0098");
        assertEquals(List.of(), made);
        get("0097");
        assertEquals(List.of("0097"), made);
    }

    @Test
    void letsGoOfNothingForAValueThatIsTooHeavyItself() {
        get("aaaa");
        assertEquals("heavier than all", get("heavier than all"));
        get("heavier than all");
        get("aaaa");
        assertEquals(List.of("aaaa", "heavier than all", "heavier than all"), made);
    }

    @Test
    void keepsAPlaceForWhatIsBeingMadeWhileOthersComeAndGo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            Future<String> slow = one.submit(() -> kept.get("slow", () -> {
                made.add("slow");
                begun.countDown();
                awaited(others);
                return "slow";
            }));
            begun.await();
            IntStream.range(0, 9).forEach(i -> get("%04d".formatted(i)));
            others.countDown();
            slow.get();
        }
        assertEquals("slow", get("slow"));
        assertEquals(1, Collections.frequency(made, "slow"));
    }

    @Test
    void handsAFailureToAllWhoWaitedAndTriesAgainForTheNext() throws Exception {
        CyclicBarrier together = new CyclicBarrier(MANY);
        IllegalStateException down = new IllegalStateException("down");
        List<String> outcomes = atOnce(() -> {
            together.await();
            try {
                return kept.get("aaaa", () -> {
                    throw down;
                });
            } catch (IllegalStateException failed) {
                return failed.getMessage();
            }
        });
        assertEquals(Collections.nCopies(MANY, "down"), outcomes);
        assertEquals("aaaa", get("aaaa"));
    }

    @Test
    void losesNoWeightToFailures() {
        get("aaaa");
        get("bbbb");
        for (int i = 0; i < 3; i++)
            assertThrows(IllegalStateException.class, () -> kept.get("cccc", () -> {
                throw new IllegalStateException("down");
            }));
        get("aaaa");
        get("bbbb");
        assertEquals(List.of("aaaa", "bbbb"), made);
    }

    private static List<String> atOnce(Callable<String> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
            List<String> values = new ArrayList<>();
            for (Future<String> each : threads.invokeAll(Collections.nCopies(MANY, work)))
                values.add(each.get());
            return values;
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
