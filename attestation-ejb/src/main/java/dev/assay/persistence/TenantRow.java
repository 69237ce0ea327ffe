package dev.assay.persistence;

import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantState;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.tenant.TokenSettings;
import dev.assay.tenant.TrustModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** {@code assay.tenant}; read only, {@link TenantStore} writes. */
@Entity
@Table(name = "tenant")
class TenantRow {
    @Id
    @Column(name = "tenant_id")
    UUID tenantId;

    String name;

    String state;

    String origin;

    @Column(name = "trust_model")
    String trustModel;

    String baseline;

    @Column(name = "anchor_set")
    String anchorSet;

    @Column(name = "authenticated_types")
    String authenticatedTypes;

    @Column(name = "token_algorithm")
    String tokenAlgorithm;

    @Column(name = "token_lifetime_s")
    Integer tokenLifetime;

    @Column(name = "tpm_token_lifetime_s")
    int tpmTokenLifetime;

    @Column(name = "token_audience")
    String tokenAudience;

    @Column(name = "requests_per_second")
    Integer requestsPerSecond;

    @Column(name = "body_bytes")
    int bodyBytes;

    @Column(name = "policy_versions")
    int policyVersions;

    @Column(name = "policy_bytes")
    int policyBytes;

    @Column(name = "stored_evidence_bytes")
    Long storedEvidenceBytes;

    @Column(name = "tpm_devices")
    int tpmDevices;

    @Column(name = "four_eyes")
    boolean fourEyes;

    @Column(name = "keep_evidence_days")
    Integer keepEvidenceDays;

    int version;

    @Column(name = "request_sha256")
    byte[] requestSha256;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "deleted_at")
    Instant deletedAt;

    @Column(name = "shred_after")
    Instant shredAfter;

    @Column(name = "shredded_at")
    Instant shreddedAt;

    TenantRecord value() {
        return new TenantRecord(tenantId, name, origin.equals("management"), TenantState.named(state), settings(),
                version, new TenantRecord.Dates(createdAt, changedAt, Optional.ofNullable(deletedAt),
                        Optional.ofNullable(shredAfter), Optional.ofNullable(shreddedAt)));
    }

    private TenantSettings settings() {
        return new TenantSettings(TrustModel.valueOf(trustModel.toUpperCase(Locale.ROOT)), baseline, anchorSet, types(),
                token(), quotas(), fourEyes,
                keepEvidenceDays == null ? OptionalInt.empty() : OptionalInt.of(keepEvidenceDays));
    }

    private TokenSettings token() {
        return new TokenSettings(SigningAlgorithm.valueOf(tokenAlgorithm),
                Optional.ofNullable(tokenLifetime).map(Duration::ofSeconds), Optional.ofNullable(tokenAudience),
                Duration.ofSeconds(tpmTokenLifetime));
    }

    private Quotas quotas() {
        return new Quotas(requestsPerSecond == null ? OptionalInt.empty() : OptionalInt.of(requestsPerSecond),
                bodyBytes, policyVersions, policyBytes,
                storedEvidenceBytes == null ? OptionalLong.empty() : OptionalLong.of(storedEvidenceBytes), tpmDevices);
    }

    private AuthenticatedTypes types() {
        return AuthenticatedTypes
                .of(Arrays.stream(authenticatedTypes.split(" ")).filter(name -> !name.isEmpty()).distinct().toList());
    }
}
