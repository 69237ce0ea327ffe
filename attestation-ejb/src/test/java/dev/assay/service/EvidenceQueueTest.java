package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.impact.KeptAppraisal;
import dev.assay.signing.KeyUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The queue's own thread is the test's: it is stopped first, so that its loop ends once it is empty. */
class EvidenceQueueTest {
    private static final UUID BLUE = new UUID(0, 1);
    private static final UUID RED = new UUID(0, 2);

    private final List<String> stored = new ArrayList<>();
    private final EvidenceQueue queue = new EvidenceQueue((tenant, wanted, at) -> {
        stored.add(tenant + " " + wanted.size());
        return wanted.size();
    }, () -> Emulated.AT);

    private static KeptAppraisal kept(UUID tenant, int octets) {
        return new KeptAppraisal(new KeptAppraisal.Place(tenant, UUID.randomUUID(), Emulated.AT),
                AppraisalRequest.of(AttestationType.SGX_ENCLAVE, Bytes.copyOf(new byte[octets])),
                new AuditRecord.Basis(0, Bytes.EMPTY, "strict", "demo", List.of()), Reason.PERMITTED,
                new KeptAppraisal.Link(Optional.empty(), "trace"));
    }

    private static void drain(EvidenceQueue queue) {
        queue.stop();
        queue.run();
    }

    @Test
    void storesEachTenantsTogether() {
        queue.accept(kept(BLUE, 1));
        queue.accept(kept(RED, 1));
        queue.accept(kept(BLUE, 1));
        assertFalse(queue.idle());
        drain(queue);
        assertTrue(queue.idle());
        assertEquals(List.of(BLUE + " 2", RED + " 1"), stored.stream().sorted().toList());
        assertEquals(List.of(3L, 0L), List.of(queue.kept(), queue.lost()));
    }

    @Test
    @Tag("AD-01")
    void neitherWaitsNorFailsWhereThereIsNoRoomAndCountsWhatIsLost() {
        for (int each = 0; each < 2_000; each++)
            queue.accept(kept(BLUE, 1));
        assertEquals(976, queue.lost());
        drain(queue);
        assertEquals(1_024, queue.kept());
        queue.accept(kept(BLUE, 1));
        assertEquals(977, queue.lost(), "none after the end");
        assertTrue(queue.idle());
    }

    @Test
    void holdsNoMoreThanSixteenMebibytes() {
        for (int each = 0; each < 20; each++)
            queue.accept(kept(BLUE, 1 << 20));
        assertEquals(5, queue.lost());
        drain(queue);
        assertEquals(15, queue.kept());
        EvidenceQueue fresh = new EvidenceQueue((tenant, wanted, at) -> wanted.size(), () -> Emulated.AT);
        fresh.accept(kept(BLUE, 1 << 20));
        assertEquals(0, fresh.lost());
    }

    /** Those of a tenant with many revocation lists are megabytes beside evidence of a few kilobytes. */
    @Test
    @Tag("DO-01")
    void countsWhatTheTenantItselfStatesToo() {
        CollateralDocument large = new CollateralDocument(CollateralKey.tpmAuthorities(),
                Bytes.copyOf(new byte[4 << 20]), Bytes.EMPTY);
        for (int each = 0; each < 10; each++) {
            KeptAppraisal one = kept(BLUE, 1);
            queue.accept(new KeptAppraisal(one.place(), one.request(), one.basis(), one.reason(), one.link(),
                    List.of(large)));
        }
        assertEquals(7, queue.lost());
        drain(queue);
        assertEquals(3, queue.kept());
    }

    @Test
    void countsWhatTheStoreDoesNotTakeAndGoesOn() {
        EvidenceQueue failing = new EvidenceQueue((tenant, wanted, at) -> {
            if (tenant.equals(BLUE))
                throw new KeyUnavailableException("does not decrypt");
            return 0;
        }, () -> Emulated.AT);
        failing.accept(kept(BLUE, 1));
        failing.accept(kept(RED, 1));
        drain(failing);
        assertEquals(List.of(0L, 2L), List.of(failing.kept(), failing.lost()));
    }
}
