package dev.assay.audit;

/** Port: where records go. */
@FunctionalInterface
public interface AuditTrail {
    /**
     * Returns once the record is durably committed (AD-01).
     *
     * @throws AuditUnavailableException where that cannot be said in time; nothing may be issued then (AD-08)
     */
    void append(AuditRecord record);
}
