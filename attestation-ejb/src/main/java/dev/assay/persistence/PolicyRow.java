package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.policy.Policy;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyVersion;
import dev.assay.tenant.StoredPolicy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
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

    @Column(updatable = false)
    String document;

    @Column(name = "document_sha256", updatable = false)
    byte[] documentSha256;

    @Column(name = "signer_sha256", updatable = false)
    byte[] signerSha256;

    @Column(updatable = false)
    String subject;

    @Column(updatable = false)
    String issuer;

    @Column(updatable = false)
    String note;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    protected PolicyRow() {}

    PolicyRow(Key key, Policy policy) {
        tenantId = key.tenantId();
        attestationType = key.attestationType();
        version = key.version();
        policyText = policy.text();
        policyHash = policy.hash().toArray();
    }

    PolicyRow(Key key, PolicyVersion wanted, PolicyChange change) {
        this(key, wanted.policy());
        document = wanted.document();
        documentSha256 = Bytes.utf8(document).sha256().toArray();
        signerSha256 = wanted.signerSha256().map(Bytes::toArray).orElse(null);
        subject = change.subject();
        issuer = change.issuer();
        note = change.note().orElse(null);
    }

    StoredPolicy value() {
        return new StoredPolicy(Policy.parse(policyText), Optional.ofNullable(document), signerSha256 != null);
    }
}
