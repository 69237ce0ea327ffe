package dev.assay.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** {@code assay.tenant}. */
@Entity
@Table(name = "tenant")
class TenantRow {
    @Id
    @Column(name = "tenant_id")
    UUID tenantId;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    String state;
}
