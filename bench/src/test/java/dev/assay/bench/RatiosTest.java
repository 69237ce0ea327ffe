package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bench.Ratios.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {
    @Test
    void givesEachMeasurementAsAMultipleOfTheUnit() {
        String report = new Ratios(List.of(new Measurement("AppraisalBenchmark.quoteEndToEnd", 900_000, 1),
                new Measurement(Ratios.UNIT, 200_000, 1))).report();
        assertTrue(report.lines().toList().get(0).contains("4.500 ×"), report);
        assertTrue(report.lines().toList().get(1).contains("1.000 ×"), report);
    }

    @Test
    void refusesToCompareWithoutTheUnit() {
        Ratios ratios = new Ratios(List.of(new Measurement("other", 1, 1)));
        assertThrows(IllegalStateException.class, ratios::report);
    }

    @Test
    void measuresAnAppraisalThatPermits() {
        assertTrue(Workload.create().appraise().tokenClaims().containsKey("x-ms-runtime"));
    }
}
