package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsReaderTest {
    private final Map<String, String> values = new HashMap<>();

    @Test
    void limitsWithoutBeingTold() {
        Bounds bounds = read();
        assertEquals(new Bounds.Rates(1000, 1000, 1000), bounds.rates());
        assertEquals(Duration.ofDays(30), bounds.shredDelay());
        assertEquals(Duration.ofDays(7), bounds.patience());
        assertEquals(Optional.empty(), bounds.baseDomain());
        assertEquals("127.0.0.1", bounds.proxies().client("127.0.0.1", List.of("198.51.100.1")));
    }

    @ParameterizedTest
    @CsvSource({"assay.limit.tenant,0", "assay.limit.source,-1", "assay.limit.credential,many",
            "assay.limit.tenant,1000001", "assay.trusted.proxies,proxy", "assay.base.domain,Attest.example.org",
            "assay.base.domain,.example.org", "assay.base.domain,https://example.org", "assay.shred.after,30",
            "assay.shred.after,-P1D", "assay.shred.after,P4000D", "assay.proposal.expires,PT59S",
            "assay.proposal.expires,P366D", "assay.proposal.expires,week"})
    void namesTheSettingThatDoesNotHold(String setting, String value) {
        values.put(setting, value);
        assertTrue(assertThrows(Settings.RefusedSetting.class, this::read).getMessage().startsWith(setting + ": "));
    }

    private Bounds read() {
        return new BoundsReader(name -> Optional.ofNullable(values.get(name))).read();
    }
}
