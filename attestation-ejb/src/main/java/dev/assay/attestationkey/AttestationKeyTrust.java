package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import dev.assay.pki.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** D.2: the one declared path, followed (TP-06). */
public final class AttestationKeyTrust {
    private final TpmAuthorities authorities;
    private final Instant at;

    public AttestationKeyTrust(TpmAuthorities authorities, Instant at) {
        this.authorities = authorities;
        this.at = at;
    }

    /** @param validUntil the earliest end of what the trust rests on; empty where nothing of it ends by itself */
    public record Trusted(TpmDevice.Origin path, Optional<Instant> validUntil) {}

    /**
     * Path b: EKU 2.23.133.8.3, chain to an anchor for attestation keys, dates, CRLs.
     *
     * @param chain intermediates sent along, which need not be of use
     * @throws dev.assay.evidence.Refusal {@code ATTESTATION_KEY_NOT_TRUSTED}, {@code CERTIFICATE_NOT_VALID_AT_TIME},
     *         {@code CERTIFICATE_REVOKED}; {@code CRL_MISSING}, {@code CRL_EXPIRED}, {@code CRL_INVALID} (unavailable)
     */
    public Trusted byCertificate(Certificate leaf, List<Certificate> chain) {
        throw new UnsupportedOperationException();
    }

    /**
     * Paths a and c: registered with this tenant under exactly this key, and not by certificate alone.
     *
     * @throws dev.assay.evidence.Refusal {@code ATTESTATION_KEY_NOT_TRUSTED}, {@code DEVICE_REVOKED}
     */
    public Trusted asRegistered(Optional<TpmDevice> device, Bytes attestationKey) {
        throw new UnsupportedOperationException();
    }
}
