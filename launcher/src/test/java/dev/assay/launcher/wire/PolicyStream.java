package dev.assay.launcher.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Clients that attest without a pause, each at one node after the other and for one enclave after the other. */
final class PolicyStream {
    private static final int PATIENCE_SECONDS = 120;

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore answered = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Client> nodes;
    private final List<String> requests;
    private volatile boolean over;

    /** @param sent by {@link System#nanoTime}, like {@code back}. @param enclave whose evidence, from 0 */
    record Call(long sent, long back, int enclave, Client.Answer answer) {
        /** By which its audit record is found. */
        String traceId() {
            return answer.header("x-ms-request-id").orElseThrow().split("-")[1];
        }
    }

    private PolicyStream(List<Client> nodes, List<String> requests) {
        this.nodes = nodes;
        this.requests = requests;
    }

    /** @param requests one for each enclave */
    static PolicyStream start(List<Client> nodes, List<String> requests, int clients) {
        PolicyStream stream = new PolicyStream(nodes, requests);
        for (int i = 0; i < clients; i++) {
            int start = i;
            stream.threads.add(Thread.ofPlatform().start(() -> stream.attestOnAndOn(start)));
        }
        return stream;
    }

    private void attestOnAndOn(int start) {
        try {
            for (int turn = start; !over; turn++)
                attest(nodes.get(turn % nodes.size()), turn / nodes.size() % requests.size());
        } catch (RuntimeException | Error failed) {
            failures.add(failed);
        }
    }

    private void attest(Client node, int enclave) {
        long sent = System.nanoTime();
        Client.Answer answer = node.post(Client.SGX, requests.get(enclave));
        calls.add(new Call(sent, System.nanoTime(), enclave, answer));
        answered.release();
    }

    /** Returns once a call was sent and answered since. */
    void awaitAWholeCall() {
        answered.drainPermits();
        try {
            for (int second = 0; second < PATIENCE_SECONDS && failures.isEmpty(); second++) {
                // why one more than there are clients: each may have had one call under way.
                if (answered.tryAcquire(threads.size() + 1, 1, TimeUnit.SECONDS))
                    return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("answers stopped coming: " + failures);
    }

    /** Every call, once each client has seen its last answer. */
    List<Call> end() {
        over = true;
        try {
            for (Thread each : threads)
                each.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        if (!failures.isEmpty())
            throw new AssertionError("calls without an answer", failures.element());
        return List.copyOf(calls);
    }
}
