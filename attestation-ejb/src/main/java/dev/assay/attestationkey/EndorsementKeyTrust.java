package dev.assay.attestationkey;

import static dev.assay.attestationkey.TpmAuthorities.Use.ENDORSEMENT_KEYS;
import static dev.assay.evidence.Reason.ENDORSEMENT_KEY_NOT_TRUSTED;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.pki.UnsoundException;
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
     * @param chain intermediates sent along, eight at most, which need not be of use
     * @throws Refusal {@code ENDORSEMENT_KEY_NOT_TRUSTED}, {@code ATTESTATION_KEY_UNSUITABLE},
     *         {@code CERTIFICATE_NOT_VALID_AT_TIME}, {@code CERTIFICATE_REVOKED}, {@code CRL_*}
     */
    public Sound check(Certificate certificate, List<Certificate> chain, TpmPublic endorsement,
            TpmPublic attestation) {
        KeyCertificate.check(certificate, ENDORSEMENT_KEYS);
        Bytes endorsementKey = suitable(endorsement);
        if (!endorsementKey.matches(WeakKeys.identity(certificate.publicKey())))
            throw new Refusal(ENDORSEMENT_KEY_NOT_TRUSTED, "the certificate is of another key than ek_pub");
        new AuthorityPaths(authorities, ENDORSEMENT_KEYS, at).vouchFor(certificate, chain);
        Bytes attestationKey = new AttestationKeyTrust(authorities, at).suitable(attestation);
        return new Sound(endorsement, attestation, endorsementKey, attestationKey, attestation.name());
    }

    private Bytes suitable(TpmPublic endorsement) {
        try {
            endorsement.checkEndorsementKey();
            WeakKeys.check(endorsement.key().jca(), authorities.deniedKeys());
            return WeakKeys.identity(endorsement.key().jca());
        } catch (MalformedException | UnsoundException refused) {
            throw new Refusal(ENDORSEMENT_KEY_NOT_TRUSTED, "the endorsement key: " + refused.getMessage());
        }
    }
}
