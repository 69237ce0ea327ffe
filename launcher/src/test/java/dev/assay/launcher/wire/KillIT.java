package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A server killed in the middle of its work, and started again on what it left (issue 2, Show 7). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillIT {
    private static final int CLIENTS = 4;
    private static final int TOKENS_A_ROUND = 150;

    private final Place place = Place.fresh("killed");
    private final Set<Token> received = new HashSet<>();
    private RunningService service = RunningService.start(place);

    @AfterAll
    void endTheServer() {
        service.kill();
    }

    @Test
    @Order(1)
    @Tag("AD-02")
    void everyTokenAClientReceivedHasItsAuditRow() {
        Set<String> keys = keys();
        killedInTheMiddle(load -> service.kill());
        killedInTheMiddle(this::killedAfterItsDatabase);
        killedInTheMiddle(this::killedWhileItCannotCommit);
        assertTrue(received.size() >= 3 * TOKENS_A_ROUND, "each round had its tokens");
        Set<String> unrecorded = new HashSet<>(received.stream().map(Token::jti).toList());
        assertEquals(received.size(), unrecorded.size(), "no jti is given twice");
        unrecorded.removeAll(service.audit().jtis("demo"));
        assertEquals(Set.of(), unrecorded, "tokens without an audit row");
        assertEquals(keys, keys(), "the keys survive, so what was signed still verifies");
    }

    /** Kills after so many tokens and while more are asked for; the service starts again by itself. */
    private void killedInTheMiddle(Consumer<Load> kill) {
        Load load = Load.on(service, CLIENTS);
        load.awaitTokens(TOKENS_A_ROUND);
        kill.accept(load);
        received.addAll(load.end());
        service = RunningService.start(place);
    }

    private void killedAfterItsDatabase(Load load) {
        service.family().killPostmaster();
        Refusal.in(load.awaitRefusal()).is(503, "ServiceUnavailable");
        service.kill();
    }

    /** The wide gap between an answer and its row, if there were one: tokens asked for now find no row to be had. */
    private void killedWhileItCannotCommit(Load load) {
        Sessions writers = service.audit().writers();
        writers.freeze();
        Refusal.in(load.awaitRefusal()).is(503, "ServiceUnavailable");
        service.kill();
        writers.kill();
    }

    private Set<String> keys() {
        Set<String> ids = new HashSet<>();
        Json.object(service.client("demo").get("/certs").body()).getJsonArray("keys")
                .forEach(key -> ids.add(key.asJsonObject().getString("kid")));
        return ids;
    }

    @Test
    @Order(2)
    void attestsAfterTheLastKillAsBeforeTheFirst() {
        Evidence evidence = Evidence.binding(service.platforms().attester(), "{\"after\":\"kills\"}");
        Token token = service.client("demo").post(Client.SGX, evidence.sgxRequest("JSON")).token();
        assertEquals("kills", token.claims().getJsonObject("x-ms-runtime").getString("after"));
        assertTrue(service.audit().jtis("demo").contains(token.jti()));
    }

    @Test
    @Order(3)
    void leavesNothingBehindWhenItIsStopped() {
        assertTrue(service.family().members().size() > 2, "the JVM, the database server and its processes");
        service.stop();
    }
}
