package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyFacts;
import dev.assay.signing.KeyState;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.signing.WrappedKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** {@code assay.signing_key}; read through this, written by statements that compare what they change. */
@Entity
@Table(name = "signing_key")
@IdClass(SigningKeyRow.Key.class)
class SigningKeyRow {
    /** Composite key. */
    record Key(UUID tenantId, String kid) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;

    @Id
    String kid;

    @Column(nullable = false)
    String state;

    @Column(nullable = false)
    String algorithm;

    @Column(nullable = false)
    String custody;

    @Column(nullable = false)
    byte[] certificate;

    @Column(name = "issuer_chain", nullable = false)
    byte[] issuerChain;

    @Column(name = "key_version")
    int keyVersion;

    @Column(name = "key_nonce")
    byte[] keyNonce;

    @Column(name = "wrapped_key")
    byte[] wrappedKey;

    @Column(name = "dek_nonce")
    byte[] dekNonce;

    @Column(name = "wrapped_dek")
    byte[] wrappedDek;

    @Column(name = "kek_check")
    String kekCheck;

    @Column(name = "not_after", nullable = false)
    Instant notAfter;

    @Column(name = "published_at", nullable = false)
    Instant publishedAt;

    @Column(name = "activated_at")
    Instant activatedAt;

    @Column(name = "retired_at")
    Instant retiredAt;

    @Column(name = "latest_expiry", nullable = false)
    Instant latestExpiry;

    KeyFacts facts() {
        return new KeyFacts(kid, KeyState.of(state),
                new KeyTerms(SigningAlgorithm.valueOf(algorithm), CustodyKind.of(custody)),
                new KeyFacts.Times(publishedAt, Optional.ofNullable(activatedAt), Optional.ofNullable(retiredAt),
                        latestExpiry, notAfter));
    }

    Optional<WrappedKey> wrapped() {
        return wrappedKey == null
                ? Optional.empty()
                : Optional.of(new WrappedKey(keyVersion, Bytes.copyOf(keyNonce), Bytes.copyOf(wrappedKey),
                        Bytes.copyOf(dekNonce), Bytes.copyOf(wrappedDek), kekCheck));
    }
}
