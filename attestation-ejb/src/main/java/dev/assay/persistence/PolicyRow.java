package dev.assay.persistence;

import dev.assay.policy.Policy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** {@code assay.tenant_policy}; added, never changed. */
@Entity
@Table(name = "tenant_policy")
@IdClass(PolicyRow.Key.class)
class PolicyRow {
    /** Composite key. */
    record Key(UUID tenantId, String attestationType, int version) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;

    @Id
    @Column(name = "attestation_type")
    String attestationType;

    @Id
    int version;

    @Column(name = "policy_text", nullable = false, updatable = false)
    String policyText;

    @Column(name = "policy_hash", nullable = false, updatable = false)
    byte[] policyHash;

    protected PolicyRow() {}

    PolicyRow(Key key, Policy policy) {
        tenantId = key.tenantId();
        attestationType = key.attestationType();
        version = key.version();
        policyText = policy.text();
        policyHash = policy.hash().toArray();
    }
}
