package dev.assay.tpm;

import dev.assay.attestationkey.AttestationKeyTrust;
import dev.assay.attestationkey.AttestationKeyTrust.Trusted;
import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmDevice;
import dev.assay.attestationkey.WeakKeys;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.TpmStanding.Distrust;
import dev.assay.pki.Certificate;
import dev.assay.pki.UnsoundException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** D.2: what the tenant's own statements say of the attestation key. */
final class KeyTrust {
    private static final ReadAuthorities AUTHORITIES = new ReadAuthorities();

    private final CollateralSet collateral;
    private final OfferedKey offered;
    private final Bytes digest;
    private final Instant at;

    KeyTrust(CollateralSet collateral, OfferedKey offered, Instant at) {
        this.collateral = collateral;
        this.offered = offered;
        this.digest = offered.spki().sha256();
        this.at = at;
    }

    /** Which of the two it is, with the device of this key where the tenant has one. */
    record Answer(Optional<TpmDevice> device, Optional<Trusted> trusted, Optional<Distrust> distrust) {}

    /**
     * The one path the request declares, and no other (TP-06). A key that is not known is an answer; one that must not pass
     * under any policy is a refusal.
     *
     * @throws Refusal also {@code ATTESTATION_KEY_UNSUITABLE}, {@code DEVICE_REVOKED}, {@code CERTIFICATE_REVOKED} and
     *         what is unavailable
     */
    Answer ask() {
        if (!offered.agrees())
            throw new Refusal(Reason.ATTESTATION_KEY_UNSUITABLE, "aik_pub is not the key that aik_cert certifies");
        refuseWeak(SigningKey.of(offered));
        Optional<TpmDevice> device = device();
        device.filter(TpmDevice::revoked).ifPresent(revoked -> {
            throw new Refusal(Reason.DEVICE_REVOKED, "device " + revoked.id() + " of this attestation key is revoked");
        });
        try {
            return new Answer(device, Optional.of(path(device)), Optional.empty());
        } catch (Refusal refusal) {
            return new Answer(device, Optional.empty(), Optional.of(distrust(refusal)));
        }
    }

    /** TP-10: of a key nobody knows, too, since a policy may let that pass. */
    private void refuseWeak(PublicKey key) {
        try {
            WeakKeys.check(key, authorities().deniedKeys());
        } catch (UnsoundException weak) {
            throw new Refusal(Reason.ATTESTATION_KEY_UNSUITABLE, "the attestation key: " + weak.getMessage());
        }
    }

    private Trusted path(Optional<TpmDevice> device) {
        AttestationKeyTrust trust = new AttestationKeyTrust(authorities(), at);
        Optional<Certificate> certificate = offered.certificate();
        return certificate.isPresent()
                ? trust.byCertificate(certificate.get(), offered.chain())
                : trust.asRegistered(device, digest);
    }

    /** What {@code require_valid_aik_cert} = false may let pass: nothing that says the key is bad. */
    private static Distrust distrust(Refusal refusal) {
        return switch (refusal.reason()) {
            case ATTESTATION_KEY_NOT_TRUSTED, CERTIFICATE_NOT_VALID_AT_TIME ->
                new Distrust(refusal.reason(), refusal.getMessage());
            default -> throw refusal;
        };
    }

    private TpmAuthorities authorities() {
        return read(CollateralKey.tpmAuthorities(), AUTHORITIES::read).orElse(TpmAuthorities.NONE);
    }

    Optional<TpmDevice> device() {
        return read(CollateralKey.tpmDevice(digest), document -> TpmDevice.read(document.content()))
                .filter(device -> device.attestationKey().matches(digest));
    }

    /** The statements this rests on. */
    List<CollateralDocument> documents() {
        return Stream.of(CollateralKey.tpmAuthorities(), CollateralKey.tpmDevice(digest))
                .flatMap(key -> collateral.find(key).stream()).toList();
    }

    Bytes digest() {
        return digest;
    }

    /** A statement of ours that cannot be read says nothing about the evidence. */
    private <T> Optional<T> read(CollateralKey key, Function<CollateralDocument, T> reader) {
        try {
            return collateral.find(key).map(reader);
        } catch (MalformedException unread) {
            throw new Refusal(Reason.STORE_UNAVAILABLE, "the tenant's " + key.kind().fileName()
                    + " cannot be read: " + unread.getMessage());
        }
    }
}
