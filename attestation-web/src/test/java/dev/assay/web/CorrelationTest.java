package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void goesOnWithTheCallersTraceUnderASpanOfItsOwn() {
        Correlation correlation = Correlation.of("00-" + TRACE + "-b7ad6b7169203331-01");
        assertEquals(TRACE, correlation.traceId());
        assertNotEquals("b7ad6b7169203331", correlation.spanId());
        assertTrue(correlation.requestId().matches("00-" + TRACE + "-[0-9a-f]{16}-00"), correlation.requestId());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "00", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX: y"})
    void makesATraceWhereTheCallersIsNotWellFormed(String traceparent) {
        Correlation correlation = Correlation.of(traceparent);
        assertTrue(correlation.traceId().matches("[0-9a-f]{32}"));
        assertNotEquals(TRACE, correlation.traceId());
        assertNotEquals(correlation.traceId(), Correlation.of(traceparent).traceId());
    }

    @Test
    @Tag("DO-09")
    void echoesOnlyASaneClientId() {
        assertEquals(Optional.of("9F2c-1 (x)"), Correlation.echo("9F2c-1 (x)"));
        assertEquals(Optional.of("a".repeat(128)), Correlation.echo("a".repeat(128)));
        for (String hostile : new String[]{"", "a".repeat(129), "a\r\nSet-Cookie: b", "\u001b[31m", "é", "a\tb"}) {
            assertEquals(Optional.empty(), Correlation.echo(hostile));
        }
        assertEquals(Optional.empty(), Correlation.echo(null));
    }
}
