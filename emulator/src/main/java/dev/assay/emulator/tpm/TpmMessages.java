package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;

/**
 * The messages a client sends to {@code POST /attest/Tpm} (maa-tpm §1) as whole HTTP bodies.
 *
 * @param wrapped whether the inner object is a member {@code payload}
 */
public record TpmMessages(boolean wrapped) {
    /** Asks for a challenge. */
    public String init() {
        return body(Json.object(Json.text("type", "aikcert")));
    }

    /** @param jws compact */
    public String request(String jws) {
        return body(Json.object(Json.text("request", jws)));
    }

    /** Our extension: asks for a credential for this device's keys. */
    public String enrol(EmulatedTpmDevice device) {
        TpmIdentity identity = device.identity();
        return body(Json.object(Json.text("type", "aikpub"),
                Json.octets("ek_cert", identity.endorsementKey().certificate()),
                Json.octets("ek_pub", identity.endorsementKey().area()),
                Json.octets("aik_pub", identity.attestationKey().area())));
    }

    /** Our extension: answers a credential. */
    public String activated(Octets secret, String serviceContext) {
        return body(Json.object(Json.text("type", "aikpub"), Json.octets("secret", secret),
                Json.text("service_context", serviceContext)));
    }

    private String body(String inner) {
        String message = wrapped ? Json.object(Json.raw("payload", inner)) : inner;
        return Json.object(Json.octets("data", Octets.utf8(message)));
    }
}
