package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;

/**
 * What the service asked (maa-tpm §1).
 *
 * @param value as decoded
 * @param serviceContext as sent: base64url text that is opaque here; empty where there is none
 */
public record TpmChallenge(Octets value, String serviceContext) {
    /** Without a service: sixteen random octets. */
    public static TpmChallenge random() {
        return new TpmChallenge(Octets.random(16), "");
    }

    /** @param challenge base64url, as sent */
    public static TpmChallenge of(String challenge, String serviceContext) {
        return new TpmChallenge(Octets.base64Url(challenge), serviceContext);
    }
}
