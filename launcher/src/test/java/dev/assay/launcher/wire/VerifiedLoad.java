package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Clients that attest without a pause, at one node after the other, each with a relying party that verifies what it
 * gets. Their clocks can be moved ahead.
 */
final class VerifiedLoad {
    private static final int PATIENCE_SECONDS = 60;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Queue<Token> tokens = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore verified = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Client> nodes;
    private final String request;
    private volatile boolean over;

    private VerifiedLoad(List<Client> nodes, String request) {
        this.nodes = nodes;
        this.request = request;
    }

    /** @param nodes as clients of the tenant see them */
    static VerifiedLoad on(List<Client> nodes, String request, int clients) {
        VerifiedLoad load = new VerifiedLoad(nodes, request);
        for (int i = 0; i < clients; i++) {
            int start = i;
            load.threads.add(Thread.ofPlatform().start(() -> load.attestOnAndOn(start)));
        }
        return load;
    }

    private void attestOnAndOn(int start) {
        CachingParty party = party(nodes.get((start + 1) % nodes.size()));
        try {
            for (int turn = start; !over; turn++)
                keep(nodes.get(turn % nodes.size()).post(Client.SGX, request), party);
        } catch (RuntimeException | AssertionError failed) {
            failures.add(failed.toString());
        }
    }

    /** A relying party whose clock this moves. */
    CachingParty party(Client node) {
        return new CachingParty(node, () -> Instant.now().plus(ahead.get()));
    }

    private void keep(Client.Answer answer, CachingParty party) {
        if (answer.status() == 503 && answer.body().contains("\"overloaded\""))
            return; // A busy machine; the answer says to repeat the request.
        if (answer.status() != 200) {
            failures.add(answer.status() + " " + answer.body());
        } else if (party.verifies(answer.token())) {
            tokens.add(answer.token());
            verified.release();
        } else {
            failures.add("not verified: " + answer.token().header());
        }
    }

    void move(Duration time) {
        ahead.updateAndGet(before -> before.plus(time));
    }

    /** Returns after so many more tokens; at once where one failed. */
    void await(int more) {
        verified.drainPermits();
        try {
            for (int second = 0; second < PATIENCE_SECONDS && failures.isEmpty(); second++) {
                if (verified.tryAcquire(more, 1, TimeUnit.SECONDS))
                    return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("tokens stopped coming: " + failures);
    }

    /** All that was verified; fails where one token could not be had or verified. */
    List<Token> end() {
        over = true;
        try {
            for (Thread each : threads)
                each.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        assertEquals(List.of(), List.copyOf(failures));
        return List.copyOf(tokens);
    }
}
