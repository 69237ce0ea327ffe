package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.signing.WrappedKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** {@code assay.signing_key}. */
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

    @Column(nullable = false, updatable = false)
    byte[] certificate;

    @Column(name = "key_version", updatable = false)
    int keyVersion;

    @Column(name = "key_nonce", nullable = false, updatable = false)
    byte[] keyNonce;

    @Column(name = "wrapped_key", nullable = false)
    byte[] wrappedKey;

    @Column(name = "dek_nonce", nullable = false, updatable = false)
    byte[] dekNonce;

    @Column(name = "wrapped_dek", nullable = false)
    byte[] wrappedDek;

    @Column(name = "kek_check", nullable = false, updatable = false)
    String kekCheck;

    @Column(name = "not_after", nullable = false, updatable = false)
    Instant notAfter;

    WrappedKey wrapped() {
        return new WrappedKey(keyVersion, Bytes.copyOf(keyNonce), Bytes.copyOf(wrappedKey), Bytes.copyOf(dekNonce),
                Bytes.copyOf(wrappedDek), kekCheck);
    }
}
