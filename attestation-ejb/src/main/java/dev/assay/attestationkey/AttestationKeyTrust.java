package dev.assay.attestationkey;

import static dev.assay.attestationkey.TpmAuthorities.Use.ATTESTATION_KEYS;
import static dev.assay.evidence.Reason.ATTESTATION_KEY_NOT_TRUSTED;
import static dev.assay.evidence.Reason.ATTESTATION_KEY_UNSUITABLE;
import static dev.assay.evidence.Reason.DEVICE_REVOKED;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.pki.UnsoundException;
import dev.assay.tpm2.TpmPublic;
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
     * @param chain intermediates sent along, eight at most, which need not be of use
     * @throws Refusal {@code ATTESTATION_KEY_NOT_TRUSTED}, {@code ATTESTATION_KEY_UNSUITABLE} (TP-10),
     *         {@code CERTIFICATE_NOT_VALID_AT_TIME}, {@code CERTIFICATE_REVOKED}; {@code CRL_MISSING},
     *         {@code CRL_EXPIRED}, {@code CRL_INVALID} (unavailable)
     */
    public Trusted byCertificate(Certificate leaf, List<Certificate> chain) {
        KeyCertificate.check(leaf, ATTESTATION_KEYS);
        try {
            WeakKeys.check(leaf.publicKey(), authorities.deniedKeys());
        } catch (UnsoundException refused) {
            throw new Refusal(ATTESTATION_KEY_UNSUITABLE, "the attestation key's certificate: " + refused.getMessage());
        }
        Instant until = new AuthorityPaths(authorities, ATTESTATION_KEYS, at).vouchFor(leaf, chain);
        return new Trusted(TpmDevice.Origin.CERTIFICATE, Optional.of(until));
    }

    /**
     * Paths a and c: registered with this tenant under exactly this key, and not by certificate alone.
     *
     * @param attestationKey SHA-256 of its DER SubjectPublicKeyInfo
     * @throws Refusal {@code ATTESTATION_KEY_NOT_TRUSTED}, {@code ATTESTATION_KEY_UNSUITABLE} (a denied key, or one under a denied endorsement key),
     *         {@code DEVICE_REVOKED}
     */
    public Trusted asRegistered(Optional<TpmDevice> device, Bytes attestationKey) {
        TpmDevice known = device.filter(one -> one.attestationKey().matches(attestationKey))
                .orElseThrow(() -> new Refusal(ATTESTATION_KEY_NOT_TRUSTED,
                        "no device of the tenant is registered with the attestation key; register it, or send aik_cert"));
        if (known.revoked())
            throw new Refusal(DEVICE_REVOKED, "the device of the attestation key is revoked");
        if (authorities.deniedKeys().contains(attestationKey))
            throw new Refusal(ATTESTATION_KEY_UNSUITABLE, "the attestation key is on the tenant's list of denied keys");
        if (known.endorsementKey().filter(authorities.deniedKeys()::contains).isPresent())
            throw new Refusal(ATTESTATION_KEY_UNSUITABLE,
                    "the device's endorsement key is on the tenant's list of denied keys");
        return switch (known.origin()) {
            case ACTIVATION, ADMINISTRATOR -> new Trusted(known.origin(), Optional.empty());
            case CERTIFICATE -> throw new Refusal(ATTESTATION_KEY_NOT_TRUSTED,
                    "the device is known by an AIK certificate only, and the request shows none; send aik_cert");
        };
    }

    /**
     * TP-07, TP-10: whether a key may be registered at all, by activation or by an administrator.
     *
     * @return SHA-256 of its DER SubjectPublicKeyInfo
     * @throws Refusal {@code ATTESTATION_KEY_UNSUITABLE}
     */
    public Bytes suitable(TpmPublic attestation) {
        try {
            attestation.checkAttestationKey();
            WeakKeys.check(attestation.key().jca(), authorities.deniedKeys());
            return WeakKeys.identity(attestation.key().jca());
        } catch (MalformedException | UnsoundException refused) {
            throw new Refusal(ATTESTATION_KEY_UNSUITABLE, "the attestation key: " + refused.getMessage());
        }
    }
}
