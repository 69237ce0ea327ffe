package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.TpmState;
import java.util.Optional;
import java.util.UUID;

/**
 * What a tenant knows of one TPM: its own statement, kept as a JSON document.
 *
 * @param id minted by the service (TP-09)
 * @param attestationKey SHA-256 of its DER SubjectPublicKeyInfo
 * @param publicArea TPMT_PUBLIC of the attestation key; absent where only its certificate is known
 * @param endorsementKey SHA-256 of its DER SubjectPublicKeyInfo, where it was registered by credential activation
 * @param last state of its latest appraisal that was sound
 */
public record TpmDevice(UUID id, Origin origin, Bytes attestationKey, Optional<Bytes> publicArea,
        Optional<Bytes> endorsementKey, boolean revoked, Optional<TpmState> last) {
    /** How it came to be known. */
    public enum Origin {
        /** An AIK certificate of the tenant's authorities; seen, and vouched for by nothing else. */
        CERTIFICATE,
        /** Credential activation under an endorsement key with a certificate (path a). */
        ACTIVATION,
        /** An administrator (path c). */
        ADMINISTRATOR;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @throws dev.assay.bytes.MalformedException naming the member, also where the public area is of another key */
    public static TpmDevice read(Bytes utf8) {
        return DeviceDocument.read(utf8);
    }

    /** Canonical: equal statements are equal octets. */
    public Bytes document() {
        return DeviceDocument.write(this);
    }
}
