package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.TrustAnchor;
import dev.assay.dcap.CollateralReader;
import dev.assay.emulator.Installation;
import dev.assay.emulator.pcs.PcsSource;
import dev.assay.persistence.CollateralArchive;
import dev.assay.persistence.TestDatabase;
import dev.assay.vendor.PcsClient;
import dev.assay.vendor.PcsLocation;
import dev.assay.vendor.Route;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Archive, source and verification together: a real database and an emulated PCS. */
class SupplyTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:30:00Z");
    private static final Installation PLATFORMS = Installation.create(AT);
    private static final Installation OTHERS = Installation.create(AT);
    private static final CollateralKey TCB = CollateralKey
            .sgxTcbInfo(PLATFORMS.standard().facts().fmspc().toHex());

    private final CollateralArchive archive = new CollateralArchive(TestDatabase.app());
    private final TestClock clock = new TestClock(AT);
    private final AnchorSet anchors = anchors(PLATFORMS);
    private PcsSource source;

    @BeforeEach
    void start() throws IOException {
        source = PcsSource.start(PLATFORMS, clock, 0);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    @Tag("CO-01")
    void fetchesVerifiesAndArchivesEveryKind() {
        Set<CollateralKey> keys = Set.of(TCB, CollateralKey.sgxQeIdentity(), CollateralKey.pckCrl("processor"),
                CollateralKey.rootCaCrl());
        keys.forEach(key -> assertTrue(supply().bring(anchors, key, AT).document().isPresent(), key.toString()));
        assertEquals(keys, archive.find(anchors.name(), keys).keySet());
    }

    @Test
    void needsNoSourceAfterARestart() {
        var first = supply().bring(anchors, TCB, AT).document().orElseThrow();
        source.close();
        assertEquals(first.document(), supply().bring(anchors, TCB, AT).document().orElseThrow().document());
    }

    @Test
    void fetchesAnewOnceTheArchivedOneIsPastItsNextUpdate() {
        var first = supply().bring(anchors, TCB, AT).document().orElseThrow();
        clock.move(Duration.ofDays(60));
        var second = supply().bring(anchors, TCB, clock.instant()).document().orElseThrow();
        assertTrue(second.dates().nextUpdate().isAfter(first.dates().nextUpdate()));
    }

    @Test
    void givesTheExpiredOneWhereTheSourceIsOutOfReach() {
        var first = supply().bring(anchors, TCB, AT).document().orElseThrow();
        source.close();
        var late = supply().bring(anchors, TCB, AT.plus(Duration.ofDays(60)));
        assertEquals(first.document(), late.document().orElseThrow().document());
        assertTrue(late.why().contains("out of reach"));
    }

    @Test
    @Tag("CO-03")
    void keepsTheNewerOneWhereTheSourceGoesBackInTime() {
        clock.move(Duration.ofDays(60));
        var newer = supply().bring(anchors, TCB, clock.instant()).document().orElseThrow();
        clock.move(Duration.ofDays(-60));
        Instant late = AT.plus(Duration.ofDays(120));
        assertEquals(newer.document(), supply().bring(anchors, TCB, late).document().orElseThrow().document());
    }

    @Test
    @Tag("CO-01")
    void archivesNothingThatAnotherRootSigned() {
        AnchorSet foreign = anchors(OTHERS);
        var delivery = new Supply(archive, new CollateralReader()::inspect, Map.of(foreign.name(), client()))
                .bring(foreign, TCB, AT);
        assertFalse(delivery.document().isPresent());
        assertEquals(Map.of(), archive.find(foreign.name(), Set.of(TCB)));
    }

    @Test
    void saysWhatTheSourceAnsweredForAnUnknownPlatform() {
        var delivery = supply().bring(anchors, CollateralKey.sgxTcbInfo("ffffffffffff"), AT);
        assertFalse(delivery.document().isPresent());
        assertEquals("its source answered with status 404", delivery.why());
    }

    @Test
    void saysSoWhereTheSetHasNoSource() {
        var delivery = new Supply(archive, new CollateralReader()::inspect, Map.of()).bring(anchors, TCB, AT);
        assertEquals("its anchor set has no source configured", delivery.why());
    }

    private Supply supply() {
        return new Supply(archive, new CollateralReader()::inspect, Map.of(anchors.name(), client()));
    }

    private PcsClient client() {
        return new PcsClient(new PcsLocation(source.baseUri().resolve("/sgx/certification/v4"), source.rootCrlUri()),
                Route.DIRECT);
    }

    private static AnchorSet anchors(Installation installation) {
        return new AnchorSet("set-" + UUID.randomUUID().toString().substring(0, 8), false,
                List.of(new TrustAnchor(TrustAnchor.Family.INTEL_SGX, "lab",
                        Bytes.copyOf(installation.pki().rootSpki().toArray()))));
    }
}
