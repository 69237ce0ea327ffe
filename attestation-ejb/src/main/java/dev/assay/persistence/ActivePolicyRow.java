package dev.assay.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** {@code assay.tenant_policy_active}. */
@Entity
@Table(name = "tenant_policy_active")
@IdClass(ActivePolicyRow.Key.class)
class ActivePolicyRow {
    /** Composite key. */
    record Key(UUID tenantId, String attestationType) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;

    @Id
    @Column(name = "attestation_type")
    String attestationType;

    int version;
}
