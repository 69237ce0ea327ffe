package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where this installation says it is. */
class PublicUrlsTest {
    @Test
    void isTheConfiguredUrlAsItStands() {
        assertEquals("https://assay.example:8443/a",
                PublicUrls.at("https://assay.example:8443/a", Optional.empty()));
    }

    @Test
    void namesThePortOfTheAdministrationWhereThereIsOne() {
        assertEquals("https://assay.example:9443", PublicUrls.at("https://assay.example", Optional.of(9443)));
        assertEquals("https://[::1]:9443", PublicUrls.at("http://[::1]:8080", Optional.of(9443)));
    }
}
