package dev.assay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.service.ServiceStatus;
import dev.assay.service.ServiceStatus.TenantLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    @Test
    void saysInOneSentenceThatItCanAttest() {
        StatusPage page = page(List.of());
        assertEquals("Assay is up and can attest.", page.getAnswer());
        assertEquals(Tone.OK, page.getTone());
    }

    @Test
    void countsWhatNeedsSomeone() {
        assertEquals("Assay is up, and one thing needs someone.", page(List.of("a")).getAnswer());
        assertEquals("Assay is up, and 2 things need someone.", page(List.of("a", "b")).getAnswer());
        assertEquals(Tone.WARN, page(List.of("a")).getTone());
    }

    @Test
    void neverLooksFineWhenTheServiceCannotTell() {
        StatusPage page = new StatusPage();
        page.load(() -> {
            throw new IllegalStateException("the database is away");
        });
        assertFalse(page.isReadable());
        assertEquals(Tone.UNKNOWN, page.getTone());
        assertTrue(page.getAnswer().contains("cannot tell"), page.getAnswer());
        assertFalse(page.getAnswer().contains("database"), page.getAnswer());
        assertEquals(List.of(), page.getTenants());
    }

    @Test
    void showsCallsThatWorkWhenPasted() {
        StatusPage page = page(List.of());
        assertEquals("curl -s https://127.0.0.1:8443/t/demo/certs", page.getMetadataCall());
        assertTrue(page.getAttestCall().contains("/t/demo/attest/SgxEnclave?api-version=2020-10-01'"));
        assertEquals("24 Nov 2026, 10:31:07 UTC", page.getSince());
        assertEquals(Tone.DANGER, page.keyTone(page.getTenants().getFirst()));
    }

    private static StatusPage page(List<String> problems) {
        TenantLine demo = new TenantLine("demo", "https://127.0.0.1:8443/t/demo", "emulator", false,
                "strict", false);
        StatusPage page = new StatusPage();
        page.load(() -> new ServiceStatus("1", "n", Instant.parse("2026-11-24T10:31:07Z"), "JDK", true, true,
                List.of(demo), problems));
        return page;
    }
}
