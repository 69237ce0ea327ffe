package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    private final HostNames names = new HostNames(Optional.of("attest.example.org"));

    @ParameterizedTest
    @CsvSource({"contoso.attest.example.org,contoso", "CONTOSO.Attest.example.org,contoso",
            "a-1.attest.example.org,a-1"})
    void findsTheTenantOfAHost(String host, String tenant) {
        assertEquals(Optional.of(tenant), names.tenant(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attest.example.org", "contoso.example.org", "contosoattest.example.org",
            "x.contoso.attest.example.org", "default.attest.example.org", "ab.attest.example.org", "localhost", ""})
    void findsNoneElsewhere(String host) {
        assertEquals(Optional.empty(), names.tenant(host));
    }

    @Test
    void findsNoneWithoutABaseDomain() {
        assertEquals(Optional.empty(), new HostNames(Optional.empty()).tenant("contoso.attest.example.org"));
    }
}
