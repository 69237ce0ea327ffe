package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.persistence.ArchivedDocument;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("CO-10")
class CollateralCabinetTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final CollateralKey KEY = CollateralKey.sgxTcbInfo("00906ed50000");
    private static final AnchorSet OTHER = new AnchorSet("lab", false, AnchorSet.VENDORS.anchors());

    private final TestClock clock = new TestClock(START);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> brought = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void bringsADocumentOnceUntilItsNextUpdate() {
        CollateralCabinet cabinet = cabinet((anchors, key, at) -> found("a", START.plus(Duration.ofHours(1))));
        assertEquals("a", content(cabinet, AnchorSet.VENDORS));
        assertEquals("a", content(cabinet, AnchorSet.VENDORS));
        assertEquals(1, brought.size());
        clock.move(Duration.ofHours(1));
        content(cabinet, AnchorSet.VENDORS);
        assertEquals(2, brought.size());
    }

    @Test
    @Tag("TE-03")
    void sharesNothingBetweenAnchorSets() {
        CollateralCabinet cabinet = cabinet(
                (anchors, key, at) -> found(anchors.name(), START.plus(Duration.ofHours(1))));
        assertEquals("vendors", content(cabinet, AnchorSet.VENDORS));
        assertEquals("lab", content(cabinet, OTHER));
        assertEquals("vendors", content(cabinet, AnchorSet.VENDORS));
    }

    @Test
    void fliesOnceForAllThatWait() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch land = new CountDownLatch(1);
        CollateralCabinet cabinet = cabinet((anchors, key, at) -> {
            arrived.countDown();
            await(land);
            return found("a", START.plus(Duration.ofHours(1)));
        });
        List<Future<String>> waiting = new ArrayList<>();
        Callable<String> ask = () -> content(cabinet, AnchorSet.VENDORS);
        waiting.add(threads.submit(ask));
        arrived.await();
        for (int i = 0; i < 8; i++) {
            waiting.add(threads.submit(ask));
        }
        land.countDown();
        for (Future<String> each : waiting) {
            assertEquals("a", each.get());
        }
        assertEquals(1, brought.size());
    }

    @Test
    void doesNotSeekForAMinuteWhatWasNotFound() {
        CollateralCabinet cabinet = cabinet((anchors, key, at) -> missing());
        assertEquals("no such document", why(cabinet));
        clock.move(Duration.ofSeconds(59));
        why(cabinet);
        assertEquals(1, brought.size());
        clock.move(Duration.ofSeconds(1));
        why(cabinet);
        assertEquals(2, brought.size());
    }

    @Test
    void handsOutTheExpiredDocumentWhereTheSourceIsOutOfReach() {
        CollateralCabinet cabinet = cabinet((anchors, key, at) -> brought.size() == 1
                ? found("a", START.plus(Duration.ofHours(1)))
                : missing());
        content(cabinet, AnchorSet.VENDORS);
        clock.move(Duration.ofHours(2));
        assertEquals("a", content(cabinet, AnchorSet.VENDORS));
        assertEquals("a", content(cabinet, AnchorSet.VENDORS));
        assertEquals(2, brought.size());
    }

    @Test
    void saysSoWhereTheSearchFailsUnexpectedly() {
        CollateralCabinet cabinet = cabinet((anchors, key, at) -> {
            throw new IllegalStateException("secret");
        });
        assertEquals("the service could not look for it", why(cabinet));
    }

    @Test
    void saysSoWhereNoFlightCanStart() {
        threads.shutdownNow();
        assertEquals("the service is busy", why(cabinet((anchors, key, at) -> missing())));
    }

    @Test
    void limitsHowManyUnknownDocumentsAreSought() {
        CollateralCabinet cabinet = cabinet((anchors, key, at) -> missing());
        for (int i = 0; i < 70; i++) {
            cabinet.find(AnchorSet.VENDORS, Set.of(CollateralKey.sgxTcbInfo("%012x".formatted(i))));
        }
        assertEquals(60, brought.size());
        assertTrue(why(cabinet).contains("short time"));
        assertEquals("no such document", cabinet.find(OTHER, Set.of(KEY)).whyAbsent(KEY));
    }

    private CollateralCabinet cabinet(CollateralCabinet.Bringer bringer) {
        return new CollateralCabinet((anchors, key, at) -> {
            brought.add(anchors.name());
            return bringer.bring(anchors, key, at);
        }, threads, clock);
    }

    private static String content(CollateralCabinet cabinet, AnchorSet anchors) {
        return cabinet.find(anchors, Set.of(KEY)).find(KEY).orElseThrow().content().asUtf8();
    }

    private static String why(CollateralCabinet cabinet) {
        return cabinet.find(AnchorSet.VENDORS, Set.of(KEY)).whyAbsent(KEY);
    }

    private static Supply.Delivery missing() {
        return new Supply.Delivery(Optional.empty(), "no such document");
    }

    private static Supply.Delivery found(String content, Instant nextUpdate) {
        var document = new CollateralDocument(KEY, Bytes.utf8(content), Bytes.EMPTY);
        return new Supply.Delivery(Optional.of(new ArchivedDocument(document,
                new ArchivedDocument.Dates(START, nextUpdate, START), 17, BigInteger.ZERO, "test")), "");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
