package dev.assay.bench.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final Duration LENGTH = Duration.ofMillis(100);

    private static List<Integer> arrivals(long seed) {
        Answers answers = new Answers();
        new OpenLoop(1_000, Integer.MAX_VALUE, seed).run(LENGTH, number -> 200, answers);
        return List.of(answers.count(), answers.count(200));
    }

    @Test
    void makesTheSameArrivalsOfTheSameSeed() {
        List<Integer> first = arrivals(7);
        assertEquals(first, arrivals(7));
        assertTrue(first.getFirst() > 50 && first.getFirst() < 150, first.toString());
        assertEquals(first.get(0), first.get(1));
    }

    /** Coordinated omission: the calls that fall due while one is stuck are made, not skipped. */
    @Test
    void goesOnSendingWhileAnAnswerIsMissing() {
        Semaphore stuck = new Semaphore(0);
        AtomicInteger calls = new AtomicInteger();
        Answers answers = new Answers();
        new OpenLoop(1_000, Integer.MAX_VALUE, 7).run(LENGTH, number -> {
            if (number == 0)
                stuck.acquireUninterruptibly();
            else if (calls.incrementAndGet() == 40)
                stuck.release();
            return 200;
        }, answers);
        assertTrue(calls.get() >= 40);
    }

    @Test
    void sendsNoMoreAtOnceThanItMay() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Answers answers = new Answers();
        new OpenLoop(1_000, 3, 7).run(LENGTH, number -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            return 200;
        }, answers);
        assertTrue(most.get() <= 3, most.toString());
    }

    @Test
    void makesEveryCallOfAClosedLoopOnce() {
        AtomicInteger sum = new AtomicInteger();
        ClosedLoop.Result result = new ClosedLoop(100, 8).run(number -> {
            sum.addAndGet(number);
            return 200;
        });
        assertEquals(4950, sum.get());
        assertEquals(100, result.answers().count(200));
    }

    @Test
    void readsAnswersOfEveryLengthOnOneConnection() throws IOException {
        AtomicInteger count = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            // By length, in chunks, and without a body.
            int which = count.getAndIncrement() % 3;
            exchange.sendResponseHeaders(which == 2 ? 503 : 200, which == 0 ? body.length : which == 1 ? 0 : -1);
            if (which < 2)
                exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (Connection connection = new Connection(server.getAddress().getPort())) {
            byte[] request = Connection.post("/", "{}".getBytes(StandardCharsets.US_ASCII));
            for (int expected : List.of(200, 200, 503, 200))
                assertEquals(expected, connection.exchange(request));
            assertTrue(connection.reusable());
        } finally {
            server.stop(0);
        }
    }
}
