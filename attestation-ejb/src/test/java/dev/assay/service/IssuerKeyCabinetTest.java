package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.identity.IssuerKeys;
import dev.assay.identity.TestIssuer;
import dev.assay.identity.TrustedIssuer;
import dev.assay.vendor.OidcClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AU-03")
class IssuerKeyCabinetTest {
    private static final TestIssuer FIRST = TestIssuer.at("https://login.example/red");
    private static final TestIssuer SECOND = new TestIssuer(FIRST.url(), "second", FIRST.pair());
    private static final TrustedIssuer ISSUER = FIRST.trusted();
    private static final UUID RED = new UUID(0, 1);
    private static final UUID BLUE = new UUID(0, 2);

    private final AtomicLong nanos = new AtomicLong();
    private final TestClock clock = new TestClock(TestIssuer.NOW);
    private final List<String> fetched = new ArrayList<>();
    private Optional<Bytes> served = Optional.of(FIRST.keySet());
    private final IssuerKeyCabinet cabinet = new IssuerKeyCabinet(this::fetch, Runnable::run,
            new ClockGuard(clock, nanos::get));

    /** A set that cannot be read stands for every way of not having one. */
    private OidcClient.Found fetch(String issuer, Optional<String> keySet) {
        fetched.add(issuer);
        return new OidcClient.Found(issuer + "/keys", served.orElse(Bytes.EMPTY));
    }

    @Test
    void fetchesOnceForAsLongAsTheKeysAreFresh() {
        for (int i = 0; i < 3; i++)
            assertTrue(find(RED, "the-kid").orElseThrow().has("the-kid"));
        assertEquals(1, fetched.size());
    }

    @Test
    @Tag("JW-03")
    void asksOnceInHalfAMinuteForNamesItDoesNotKnow() {
        find(RED, "the-kid");
        pass(Duration.ofSeconds(30));
        served = Optional.of(SECOND.keySet());
        assertTrue(find(RED, "second").orElseThrow().has("second"));
        for (int i = 0; i < 100; i++)
            find(RED, "kid-" + i);
        assertEquals(2, fetched.size());
        pass(Duration.ofSeconds(29));
        find(RED, "third");
        assertEquals(2, fetched.size());
    }

    @Test
    void keepsTheLastGoodKeysForADayAndNoLonger() {
        find(RED, "the-kid");
        served = Optional.empty();
        pass(Duration.ofHours(23));
        assertTrue(find(RED, "the-kid").isPresent());
        pass(Duration.ofHours(1));
        assertEquals(Optional.empty(), find(RED, "the-kid"));
        served = Optional.of(FIRST.keySet());
        pass(Duration.ofSeconds(30));
        assertTrue(find(RED, "the-kid").isPresent());
    }

    @Test
    void takesAgedKeysWhileFetchingNewOnes() {
        find(RED, "the-kid");
        pass(Duration.ofMinutes(16));
        served = Optional.of(SECOND.keySet());
        assertTrue(find(RED, "the-kid").orElseThrow().has("the-kid"));
        pass(Duration.ofSeconds(31));
        assertTrue(find(RED, "second").orElseThrow().has("second"));
        assertEquals(2, fetched.size());
    }

    @Test
    void hasNoneOfAnIssuerItNeverReached() {
        served = Optional.empty();
        for (int i = 0; i < 10; i++)
            assertEquals(Optional.empty(), find(RED, "the-kid"));
        assertEquals(1, fetched.size());
        served = Optional.of(FIRST.keySet());
        pass(Duration.ofSeconds(5));
        assertTrue(find(RED, "the-kid").isPresent());
    }

    @Test
    @Tag("TE-03")
    void sharesNothingBetweenTenants() {
        find(RED, "the-kid");
        served = Optional.of(SECOND.keySet());
        assertTrue(find(BLUE, "second").orElseThrow().has("second"));
        assertEquals(1, find(RED, "the-kid").orElseThrow().keys().size());
        assertTrue(find(RED, "the-kid").orElseThrow().has("the-kid"));
        assertEquals(2, fetched.size());
    }

    @Test
    void sharesNothingBetweenTheOldAndTheNewSettingsOfAnIssuer() {
        find(RED, "the-kid");
        served = Optional.empty();
        TrustedIssuer moved = new TrustedIssuer("idp", ISSUER.url(), Optional.of("https://keys.example/"),
                ISSUER.acceptance());
        assertEquals(Optional.empty(), cabinet.find(RED, moved, "the-kid"));
    }

    @Test
    void tellsWhatAnIssuerAnswersNow() {
        IssuerProbe.Found found = assertInstanceOf(IssuerProbe.Found.class, cabinet.probe(RED, ISSUER));
        assertEquals(ISSUER.url() + "/keys", found.keySet());
        assertTrue(found.keys().has("the-kid"));
        served = Optional.empty();
        assertEquals(new IssuerProbe.Not("sent no key set"), cabinet.probe(RED, ISSUER));
        assertTrue(find(RED, "the-kid").isPresent());
    }

    @Test
    @Tag("TE-06")
    void givesEachTenantItsShareOfFetches() {
        for (int i = 0; i < 20; i++)
            cabinet.probe(RED, ISSUER);
        assertInstanceOf(IssuerProbe.TooOften.class, cabinet.probe(RED, ISSUER));
        assertInstanceOf(IssuerProbe.Found.class, cabinet.probe(BLUE, ISSUER));
        clock.move(Duration.ofSeconds(30));
        assertInstanceOf(IssuerProbe.Found.class, cabinet.probe(RED, ISSUER));
    }

    @Test
    void hasNoneWhereNoThreadIsFree() {
        IssuerKeyCabinet full = new IssuerKeyCabinet(this::fetch, task -> {
            throw new RejectedExecutionException();
        }, new ClockGuard(clock, nanos::get));
        assertEquals(Optional.empty(), full.find(RED, ISSUER, "the-kid"));
        assertEquals(List.of(), fetched);
    }

    private Optional<IssuerKeys> find(UUID tenant, String kid) {
        return cabinet.find(tenant, ISSUER, kid);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.move(time);
    }
}
