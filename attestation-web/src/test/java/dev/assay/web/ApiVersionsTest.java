package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"2020-10-01", "2022-08-01", "2022-09-01-preview", "2023-04-01-preview", "2025-06-01",
            "2026-03-11-preview"})
    void takesEveryVersionInTheWild(String version) {
        assertDoesNotThrow(() -> ApiVersions.require(Map.of("api-version", List.of(version))));
        assertDoesNotThrow(() -> ApiVersions.require(Map.of("Api-Version", List.of(version))));
    }

    @Test
    void refusesACallWithoutVersion() {
        assertEquals(ErrorCode.MISSING_API_VERSION, refused(Map.of("version", List.of("2020-10-01"))).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2020-10-02", "latest", "2020-10-01 ", "2020-10-01'"})
    void refusesAnUnknownVersion(String version) {
        assertEquals(ErrorCode.UNSUPPORTED_API_VERSION, refused(Map.of("api-version", List.of(version))).code());
    }

    @Test
    void refusesTwoVersions() {
        var twice = Map.of("api-version", List.of("2020-10-01", "2022-08-01"));
        assertEquals(ErrorCode.UNSUPPORTED_API_VERSION, refused(twice).code());
    }

    @Test
    void takesTheOldPreviewWhereItHadThePath() {
        var old = Map.of("api-version", List.of("2018-09-01-preview"));
        RequestRefused refused = refused(old);
        assertEquals(ErrorCode.UNSUPPORTED_API_VERSION, refused.code());
        assertTrue(refused.getMessage().contains("not part of"), refused.getMessage());
        assertTrue(ApiVersions.requireAny(old));
        assertFalse(ApiVersions.requireAny(Map.of("api-version", List.of("2025-06-01"))));
        assertThrows(RequestRefused.class, () -> ApiVersions.requireAny(Map.of()));
    }

    @Test
    void metadataNeedsNoVersionAndTakesTheOldest() {
        assertDoesNotThrow(() -> ApiVersions.allow(Map.of()));
        assertDoesNotThrow(() -> ApiVersions.allow(Map.of("api-version", List.of("2018-09-01-preview"))));
        assertThrows(RequestRefused.class, () -> ApiVersions.allow(Map.of("api-version", List.of("1"))));
    }

    private static RequestRefused refused(Map<String, List<String>> query) {
        return assertThrows(RequestRefused.class, () -> ApiVersions.require(query));
    }
}
