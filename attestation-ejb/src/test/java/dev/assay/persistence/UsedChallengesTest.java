package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("TP-21")
class UsedChallengesTest {
    private static final Bytes CHALLENGE = Bytes.hex("000102030405060708090a0b0c0d0e0f");
    private static final Instant SOON = Instant.now().plus(Duration.ofMinutes(5));

    private final UsedChallenges one = new UsedChallenges(TestDatabase.app());
    private final UsedChallenges other = new UsedChallenges(TestDatabase.app());

    @Test
    void givesAChallengeToTheFirstNodeAlone() {
        UUID blue = TestDatabase.tenant("blue");
        assertTrue(one.use(blue, CHALLENGE, SOON));
        assertFalse(other.use(blue, CHALLENGE, SOON));
        assertFalse(one.use(blue, CHALLENGE, SOON.plusSeconds(60)));
    }

    @Test
    void keepsTenantsChallengesApart() {
        assertTrue(one.use(TestDatabase.tenant("blue"), CHALLENGE, SOON));
        assertTrue(one.use(TestDatabase.tenant("red"), CHALLENGE, SOON));
    }

    @Test
    void givesItToOneOfManyThatBringItAtOnce() throws Exception {
        UUID blue = TestDatabase.tenant("blue");
        Callable<Boolean> use = () -> one.use(blue, CHALLENGE, SOON);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> won = threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> use).toList());
            assertEquals(1, won.stream().filter(UsedChallengesTest::isTrue).count());
        }
    }

    private static boolean isTrue(Future<Boolean> won) {
        return won.resultNow();
    }

    @Test
    void forgetsWhatWouldBeRefusedForItsAgeAndNothingElse() throws SQLException {
        UUID blue = TestDatabase.tenant("blue");
        Bytes old = Bytes.hex("ff");
        assertTrue(one.use(blue, old, Instant.now().minus(Duration.ofMinutes(11))));
        assertTrue(one.use(blue, Bytes.hex("fe"), Instant.now().minus(Duration.ofMinutes(9))));
        assertTrue(one.use(blue, CHALLENGE, SOON));
        assertTrue(other.forget() >= 1);
        assertEquals("2", TestDatabase.asSuperuserOne(
                "SELECT count(*) FROM assay.used_challenge WHERE tenant_id = '" + blue + "'"));
        assertTrue(one.use(blue, old, SOON));
    }
}
