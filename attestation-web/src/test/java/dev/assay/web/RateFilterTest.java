package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("AU-07")
class RateFilterTest {
    @Test
    void letsThroughWhoNeedNotWait() {
        assertEquals(Optional.empty(), RateFilter.refusal(Duration.ZERO, "tenant"));
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S,1", "PT0.4S,1", "PT1S,1", "PT1.2S,2"})
    void saysInWholeSecondsWhenToComeBack(Duration wait, String seconds) {
        Answer answer = RateFilter.refusal(wait, "tenant").orElseThrow();
        assertEquals(429, answer.status());
        assertEquals(seconds, answer.headers().get("Retry-After"));
        assertEquals("TooManyRequests", answer.body().getJsonObject("error").getString("code"));
    }
}
