package dev.assay.persistence;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.HeldData;
import dev.assay.evidence.Reason;
import dev.assay.impact.KeptAppraisal;
import dev.assay.tenant.TenantChange.Operation;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Kept appraisals and tenants that keep them, for tests. */
public final class Evidence {
    static final Instant AT = Instant.parse("2026-11-24T10:00:00.123456789Z");
    static final int OCTETS = 1_000;

    private Evidence() {}

    static KeptAppraisal kept(UUID tenant, Instant at) {
        AppraisalRequest request = new AppraisalRequest(AttestationType.SGX_ENCLAVE,
                Bytes.utf8("evidence" + "x".repeat(OCTETS)),
                Optional.of(new HeldData(Bytes.utf8("held"), HeldData.Kind.BINARY)), Optional.empty(),
                Optional.of("nonce"));
        return new KeptAppraisal(new KeptAppraisal.Place(tenant, UUID.randomUUID(), at), request,
                new AuditRecord.Basis(0, Bytes.utf8("policy").sha256(), "strict", "vendors",
                        List.of(new AuditRecord.Document("TCB_INFO", "sgx/00", Bytes.utf8("doc").sha256()))),
                Reason.PERMITTED, new KeptAppraisal.Link(Optional.of("00".repeat(32)), "trace"));
    }

    /** A tenant that keeps evidence so long, in so much room. */
    public static UUID keeping(String prefix, OptionalInt days, OptionalLong room) {
        UUID tenant = TestDatabase.tenant(prefix);
        set(tenant, days, room);
        return tenant;
    }

    public static void set(UUID tenant, OptionalInt days, OptionalLong room) {
        TestDatabase.transaction(entities -> TestDatabase.tenants(entities).change(tenant, now -> with(now, days, room),
                Tenants.by(Operation.CHANGE)));
    }

    private static TenantRecord with(TenantRecord now, OptionalInt days, OptionalLong room) {
        TenantSettings settings = now.settings();
        var quotas = settings.quotas();
        return new TenantRecord(now.id(), now.name(), now.managed(), now.state(),
                new TenantSettings(settings.trustModel(), settings.baseline(), settings.anchorSet(),
                        settings.authenticated(), settings.token(),
                        new dev.assay.tenant.Quotas(quotas.requestsPerSecond(), quotas.bodyBytes(),
                                quotas.policyVersions(), quotas.policyBytes(), room, quotas.tpmDevices()),
                        settings.fourEyes(), days),
                now.version(), now.dates());
    }
}
