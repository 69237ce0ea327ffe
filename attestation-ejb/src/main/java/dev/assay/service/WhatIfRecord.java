package dev.assay.service;

import dev.assay.appraisal.Appraisal;
import dev.assay.audit.AuditRecord;
import dev.assay.audit.AuditRecord.Operation;
import dev.assay.audit.AuditTrail;
import java.util.Optional;

/** What is kept of a what-if: who tried what, on which terms, and what came of it; never a token (PO-11). */
record WhatIfRecord(AuditTrail audit, Surroundings surroundings) {
    void write(WhatIfCase item, Appraisal appraisal) {
        WhatIfCall call = item.call();
        long millis = (surroundings.clock().nanos() - item.startedNanos()) / 1_000_000;
        audit.append(new AuditRecord(
                new AuditRecord.Call(item.tenant().id(), item.tenant().name(),
                        call.source() + " " + call.caller().subject(), Operation.WHAT_IF, call.request().type(),
                        call.request().evidence().sha256()),
                basis(item, appraisal),
                new AuditRecord.Ruling(appraisal.reason(), appraisal.detail(), appraisal.hardwareId(),
                        appraisal.standing(), 200,
                        appraisal.tpm().map(state -> new AuditRecord.Tpm(Optional.empty(), state))),
                Optional.empty(), new AuditRecord.Run(item.now(), millis, surroundings.node(), call.traceId())));
    }

    private static AuditRecord.Basis basis(WhatIfCase item, Appraisal appraisal) {
        return new AuditRecord.Basis(item.policy().version(), item.policy().policy().hash(), item.baseline().name(),
                item.tenant().anchors().name(),
                appraisal.collateral().stream().map(AuditRecord.Document::of).toList(),
                Optional.of(item.at()));
    }
}
