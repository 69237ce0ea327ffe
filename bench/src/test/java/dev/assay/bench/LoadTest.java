package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {
    @TempDir
    Path folder;

    @Test
    void failsTheRunForOneAnswerThatIsNot200() throws Exception {
        assertEquals(1, runAgainst(400));
    }

    @Test
    void passesWhereEveryAnswerIs200() throws Exception {
        assertEquals(0, runAgainst(200));
    }

    /** @param fifth status of the fifth answer; the others are 200 */
    private int runAgainst(int fifth) throws Exception {
        AtomicInteger count = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(count.incrementAndGet() == 5 ? fifth : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            Path body = Files.writeString(folder.resolve("body.json"), "{}");
            return Load.run(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort() + "/", "--body",
                    body.toString(), "--connections", "2", "--warm-up", "0", "--seconds", "1"));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --body x                                               | --url is missing
            --url http://127.0.0.1/                                | --body is missing
            --url http://example.com/ --body x                     | this machine only
            --url http://127.0.0.1/ --body x --connections 0       | --connections is a whole number from 1 to 256
            --url http://127.0.0.1/ --body x --seconds ten         | --seconds is a whole number from 1 to 600
            --url http://127.0.0.1/ --body x --rate 5              | --rate is not an option
            --url http://127.0.0.1/ --body                         | --body has no value
            """)
    void refusesWrongUsage(String line, String expected) {
        var refused = assertThrows(IllegalArgumentException.class, () -> LoadOptions.parse(List.of(line.split(" "))));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    @Test
    void countsQuantilesOverSortedDurations() {
        Tally tally = new Tally(List.of(3000L, 1000L, 2000L, 4000L), Map.of(), Duration.ofSeconds(2));
        assertEquals(2.0, tally.milliseconds(0.5));
        assertEquals(4.0, tally.milliseconds(0.99));
        assertEquals(2.0, tally.perSecond());
        assertFalse(new Tally(List.of(), Map.of(), Duration.ofSeconds(1)).allAnswered200());
    }
}
