package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import java.util.Optional;

/**
 * A request, and what a tenant that trusts the device's authority holds of it.
 *
 * @param request compact JWS
 * @param payload the same, unsigned: JSON text
 * @param attestationCa X.509 in DER: the anchor for attestation keys
 * @param attestationCrl of that authority, in DER
 * @param registered whether the tenant registered the device, by this key
 * @param last the clock the tenant saw last
 */
public record TpmBundle(String request, String payload, Octets attestationCa, Optional<Octets> attestationCrl,
        Optional<Registered> registered, TpmClock last) {
    /**
     * A device as it was registered.
     *
     * @param publicArea TPMT_PUBLIC of the attestation key
     * @param attestationKey DER SubjectPublicKeyInfo
     * @param endorsementKey DER SubjectPublicKeyInfo
     */
    public record Registered(Octets publicArea, Octets attestationKey, Octets endorsementKey, boolean revoked) {}
}
