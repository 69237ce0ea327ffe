package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import dev.assay.pki.Certificate;
import dev.assay.tpm2.TpmPublic;
import java.time.Instant;
import java.util.List;

/** D.2a: whether a credential may be made for an attestation key under an endorsement key (TP-08). */
public final class EndorsementKeyTrust {
    private final TpmAuthorities authorities;
    private final Instant at;

    public EndorsementKeyTrust(TpmAuthorities authorities, Instant at) {
        this.authorities = authorities;
        this.at = at;
    }

    /** @param endorsementKey SHA-256 of its DER SubjectPublicKeyInfo. @param attestationKeyName nameAlg and digest */
    public record Sound(TpmPublic endorsement, TpmPublic attestation, Bytes endorsementKey, Bytes attestationKey,
            Bytes attestationKeyName) {}

    /**
     * EK chain to an anchor for endorsement keys, EKU 2.23.133.8.1, certificate key = EK public, attributes of both
     * (TP-07, TP-08), weak keys refused (TP-10).
     *
     * @throws dev.assay.evidence.Refusal {@code ENDORSEMENT_KEY_NOT_TRUSTED}, {@code ATTESTATION_KEY_UNSUITABLE},
     *         {@code CERTIFICATE_NOT_VALID_AT_TIME}, {@code CERTIFICATE_REVOKED}, {@code CRL_*}
     */
    public Sound check(Certificate certificate, List<Certificate> chain, TpmPublic endorsement,
            TpmPublic attestation) {
        throw new UnsupportedOperationException();
    }
}
