package dev.assay.launcher.wire;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Clients that attest one after the other without a pause, and keep every token they receive. */
final class Load {
    private static final int PATIENCE_SECONDS = 120;

    private final Queue<Token> tokens = new ConcurrentLinkedQueue<>();
    private final Queue<Client.Answer> refusals = new ConcurrentLinkedQueue<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore refused = new Semaphore(0);
    private final List<Thread> clients = new ArrayList<>();
    private final Client client;
    private final String request;
    private volatile boolean over;

    private Load(Client client, String request) {
        this.client = client;
        this.request = request;
    }

    static Load on(RunningService service, int clients) {
        Evidence evidence = Evidence.binding(service.platforms().attester(), "{\"load\":true}");
        Load load = new Load(service.client("demo"), evidence.sgxRequest("JSON"));
        for (int i = 0; i < clients; i++)
            load.clients.add(Thread.ofPlatform().start(load::attestOnAndOn));
        return load;
    }

    private void attestOnAndOn() {
        try {
            while (!over)
                keep(client.post(Client.SGX, request));
        } catch (UncheckedIOException theServerIsGone) {
            // The answer that was under way did not arrive: there is no token to account for.
        }
    }

    private void keep(Client.Answer answer) {
        if (answer.status() == 200) {
            tokens.add(answer.token());
            arrived.release();
        } else {
            refusals.add(answer);
            refused.release();
        }
    }

    void awaitTokens(int number) {
        await(arrived, number, () -> tokens.size() + " tokens came");
    }

    /** The first answer without a token. */
    Client.Answer awaitRefusal() {
        await(refused, 1, () -> "no refusal came");
        return refusals.element();
    }

    private static void await(Semaphore events, int number, Supplier<String> happened) {
        try {
            if (!events.tryAcquire(number, PATIENCE_SECONDS, TimeUnit.SECONDS))
                throw new AssertionError(happened.get() + " in " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** All tokens that arrived, once every client has seen its last answer. */
    Set<Token> end() {
        over = true;
        try {
            for (Thread each : clients)
                each.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return new HashSet<>(tokens);
    }
}
