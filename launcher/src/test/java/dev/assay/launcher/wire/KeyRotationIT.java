package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.launcher.ForeignPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Signing keys of two nodes on one database: rotated under load, rotated by a node that is killed, stolen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyRotationIT {
    private static final String KEYS = " FROM assay.signing_key WHERE tenant_id = "
            + "(SELECT tenant_id FROM assay.tenant WHERE name = 'demo')";
    private static final Duration LEAD = Duration.ofDays(2);
    private static final int CLIENTS = 2;
    private static final int SOME = 10;

    private final TwoNodes both = TwoNodes.start("rotation");
    private final ForeignPostgres database = both.database();
    private final RunningService one = both.one();
    private final RunningService two = both.two();
    private final List<Client> nodes = both.clients("demo");
    private final Platform administrator = Platform.of(one.client("default"));
    private final Platform other = new Platform(two.client("default"), administrator.authorization());
    private final String request = Evidence.binding(one.platforms().attester(), "{\"load\":true}").sgxRequest("JSON");

    @AfterAll
    void end() {
        both.close();
    }

    /** The days a key is published ahead pass in its row and on the relying parties' clocks; all else is real. */
    @Test
    @Order(1)
    @Tag("JW-10")
    @Tag("KM-03")
    void rotatesUnderLoadWithoutATokenThatAKeptKeySetDoesNotVerify() {
        VerifiedLoad load = VerifiedLoad.on(nodes, request, CLIENTS);
        load.await(SOME);
        for (String algorithm : List.of("ES256", "PS256", "RS256"))
            rotate(algorithm, load);
        List<Token> tokens = load.end();
        assertEquals(4, tokens.stream().map(token -> token.header().getString("kid")).distinct().count());
        CachingParty late = load.party(nodes.getFirst());
        assertTrue(tokens.stream().allMatch(late::verifies), "all are published as long as their tokens live");
    }

    private void rotate(String algorithm, VerifiedLoad load) {
        String before = kid("active");
        administrator.algorithm("demo", algorithm);
        String next = kid("next");
        load.await(SOME);
        other.algorithm("demo", algorithm);
        assertEquals(before, kid("active"), "nothing signs before its days of being published are over");
        Eventually.await("both nodes publish it", () -> nodes.stream().allMatch(node -> publishes(node, next)));
        load.move(LEAD);
        load.await(SOME);
        age();
        Thread there = Thread.ofPlatform().start(() -> other.algorithm("demo", algorithm));
        administrator.algorithm("demo", algorithm);
        join(there);
        assertEquals(next, kid("active"));
        Eventually.await("both nodes sign with it", () -> nodes.stream().allMatch(node -> signedBy(node, next)));
        load.await(SOME);
    }

    @Test
    @Order(2)
    @Tag("KM-03")
    void leavesOneActiveKeyWhereANodeIsKilledInMidRotation() throws SQLException {
        String before = kid("active");
        administrator.algorithm("demo", "ES256");
        String next = kid("next");
        age();
        VerifiedLoad load = VerifiedLoad.on(List.of(nodes.getLast()), request, CLIENTS);
        killedWhileItHandsOver();
        assertEquals(List.of(before), kids("active"), "what was not committed did not happen");
        assertEquals(List.of(next), kids("next"));
        load.await(SOME);
        Eventually.await("the other node publishes it", () -> publishes(nodes.getLast(), next));
        load.move(LEAD);
        load.await(SOME);
        other.algorithm("demo", "ES256");
        assertEquals(List.of(next), kids("active"));
        Eventually.await("and signs with it", () -> signedBy(nodes.getLast(), next));
        load.await(SOME);
        load.end();
        assertEquals(List.of("1"), database.select("assay", "SELECT count(*)::text FROM assay.key_event "
                + "WHERE operation = 'activate' AND kid = '" + next + "'"));
    }

    /** It has locked the next key and waits for the active one when it is killed; its session goes on to change that. */
    private void killedWhileItHandsOver() throws SQLException {
        Thread call;
        Sessions held;
        try (Connection blocker = database.connect("assay")) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("SELECT kid" + KEYS + " AND state = 'active' FOR UPDATE");
            call = Thread.ofPlatform().start(this::callThatIsCutOff);
            Eventually.await("the node is in the middle of it", () -> waiting().size() == 1);
            held = new Sessions(waiting());
            assertEquals(1, held.pids().size());
            one.kill();
            blocker.rollback();
        }
        join(call);
        Eventually.await("its session is gone", () -> sessions().stream().noneMatch(held.pids()::contains));
    }

    private void callThatIsCutOff() {
        try {
            administrator.algorithm("demo", "ES256");
        } catch (UncheckedIOException theNodeIsGone) {
            // As it was meant to be: what became of the keys is what counts.
        }
    }

    private List<String> waiting() {
        return database.select("assay", "SELECT pid::text FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                + "AND usename = 'assay_app' AND query LIKE '%verify-only%'");
    }

    private List<String> sessions() {
        return database.select("assay", "SELECT pid::text FROM pg_stat_activity WHERE datname = 'assay' "
                + "AND pid <> pg_backend_pid()");
    }

    /** A dump of the database and these very programs, on a machine that was never given the key-encryption key. */
    @Test
    @Order(3)
    @Tag("KM-02")
    void startsOnNoCopyOfTheDatabaseWithoutItsKeyEncryptionKey() throws IOException {
        two.stop();
        Eventually.await("nobody is connected", () -> sessions().isEmpty());
        database.execute("postgres", "CREATE DATABASE stolen TEMPLATE assay OWNER keeper");
        Place thief = Place.fresh("stolen");
        refuses(thief, "kek.bin is missing, and the database holds signing keys wrapped by it");

        // A thief makes a key of their own, and has the database forget which it belongs to.
        Path keys = Files.createDirectories(thief.data().resolve("keys"));
        Path kek = Files.writeString(keys.resolve("kek.bin"),
                Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)));
        Files.setPosixFilePermissions(kek, PosixFilePermissions.fromString("rw-------"));
        database.execute("stolen", "DELETE FROM assay.key_encryption_key");
        refuses(thief, "was wrapped by another key-encryption key");
    }

    private void refuses(Place thief, String sentence) {
        AssertionError ended = assertThrows(AssertionError.class,
                () -> RunningService.start(thief, database.settings("stolen")));
        assertTrue(ended.getMessage().contains(sentence), ended.getMessage());
    }

    private void age() {
        String days = " - interval '" + LEAD.toDays() + " days'";
        database.execute("assay", "UPDATE assay.signing_key SET published_at = published_at" + days
                + ", activated_at = activated_at" + days);
    }

    private String kid(String state) {
        List<String> kids = kids(state);
        assertEquals(1, kids.size(), state);
        return kids.getFirst();
    }

    private List<String> kids(String state) {
        return database.select("assay", "SELECT kid" + KEYS + " AND state = '" + state + "'");
    }

    private static boolean publishes(Client node, String kid) {
        Set<String> kids = Json.object(node.get("/certs").body()).getJsonArray("keys").stream()
                .map(key -> key.asJsonObject().getString("kid")).collect(Collectors.toSet());
        return kids.contains(kid);
    }

    private boolean signedBy(Client node, String kid) {
        return node.post(Client.SGX, request).token().header().getString("kid").equals(kid);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
