package dev.assay.persistence;

import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.TpmState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records as an attestation leaves them. */
final class AuditRecords {
    static final Instant AT = Instant.parse("2026-11-24T10:00:00.123Z");

    static final UUID DEVICE = UUID.fromString("0d6c2d2e-6c3b-4f0e-9d0a-4f4f1b1f7c22");

    private AuditRecords() {}

    static AuditRecord permit(UUID tenant) {
        return record(tenant, Reason.PERMITTED, AT, Optional.of(new AuditRecord.Token("kid", "ab".repeat(32),
                Bytes.utf8("payload").sha256())));
    }

    static AuditRecord refusal(UUID tenant, Reason reason) {
        return record(tenant, reason, AT, Optional.empty());
    }

    static AuditRecord record(UUID tenant, Reason reason, Instant at, Optional<AuditRecord.Token> token) {
        var document = new AuditRecord.Document("TCB_INFO", "sgx/00906ed50000", Bytes.utf8("{}").sha256());
        return new AuditRecord(new AuditRecord.Call(tenant, "blue", "127.0.0.1", AuditRecord.Operation.ATTEST,
                AttestationType.SGX_ENCLAVE, Bytes.utf8("quote").sha256()),
                new AuditRecord.Basis(0, Bytes.utf8("policy").sha256(), "strict", "vendors", List.of(document)),
                new AuditRecord.Ruling(reason, "as told\0", Optional.of(Bytes.utf8("platform").sha256()),
                        Optional.empty(), 200),
                token,
                new AuditRecord.Run(at, 12, "node-1", "0af7651916cd43dd8448eb211c80319c"));
    }

    static AuditRecord whatIf(UUID tenant, Optional<Instant> judgedAt, Optional<AuditRecord.Token> token) {
        AuditRecord plain = record(tenant, Reason.PERMITTED, AT, token);
        AuditRecord.Call call = plain.call();
        AuditRecord.Basis basis = plain.basis();
        return new AuditRecord(
                new AuditRecord.Call(call.tenantId(), call.tenantName(), call.caller(),
                        AuditRecord.Operation.WHAT_IF, call.type(), call.evidenceSha256()),
                new AuditRecord.Basis(-1, basis.policyHash(), basis.baseline(), basis.anchorSet(), basis.collateral(),
                        judgedAt),
                plain.ruling(), token, plain.run());
    }

    static AuditRecord tpm(UUID tenant, TpmState state) {
        AuditRecord plain = refusal(tenant, Reason.COUNTERS_WENT_BACK);
        AuditRecord.Ruling ruling = plain.ruling();
        return new AuditRecord(plain.call(), plain.basis(),
                new AuditRecord.Ruling(ruling.reason(), ruling.detail(), ruling.hardwareIdSha256(), ruling.standing(),
                        ruling.httpStatus(), Optional.of(new AuditRecord.Tpm(Optional.of(DEVICE), state))),
                plain.token(), plain.run());
    }

    static void write(AuditRecord record) throws SQLException {
        new AuditInsert(TestDatabase.audit()).write(List.of(record));
    }
}
