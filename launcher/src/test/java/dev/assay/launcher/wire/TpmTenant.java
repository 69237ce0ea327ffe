package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.swtpm.EndorsementAuthority;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A tenant that trusts a maker of TPMs, and the messages of its {@code /attest/Tpm}.
 *
 * @param secret of its client robot, which administrates it and has TPMs attested
 * @param authorization of the same
 */
record TpmTenant(String name, Client client, Client root, String secret, String authorization) {
    private static final String ROLES = "[\"tenant-administrator\",\"policy-administrator\",\"attestation-reader\"]";

    static TpmTenant make(RunningService service, String administrator, String name) {
        Client root = service.client("default");
        post(root, "Bearer " + administrator, "/management/v1/tenants", "{\"name\":\"" + name + "\"}");
        String secret = post(root, "Bearer " + administrator, "/management/v1/tenants/" + name + "/clients",
                "{\"name\":\"robot\",\"roles\":" + ROLES + "}").getString("secret");
        return new TpmTenant(name, service.client(name), root, secret, Platform.bearer(root, name + ".robot", secret));
    }

    TpmTenant trusting(EndorsementAuthority maker) {
        post(root, authorization, "/management/v1/tenants/" + name + "/tpm-authorities", jakarta.json.Json
                .createObjectBuilder().add("use", "ek").add("anchor", true)
                .add("revocationRequired", false).add("certificate", maker.certificate().toBase64Url()).build()
                .toString());
        return this;
    }

    /** The authority of the emulated device's attestation key, with its list. */
    TpmTenant trusting(EmulatedTpmDevice device) {
        var pki = device.identity().pki();
        post(root, authorization, "/management/v1/tenants/" + name + "/tpm-authorities",
                jakarta.json.Json.createObjectBuilder().add("use", "aik").add("anchor", true)
                        .add("certificate", pki.attestationCa().der().toBase64Url())
                        .add("crl", pki.attestationCrl(Instant.now()).toBase64Url()).build().toString());
        return this;
    }

    /** The access token alone. */
    String token() {
        return authorization.substring("Bearer ".length());
    }

    TpmTenant deciding(String policy) {
        String path = "/management/v1/tenants/" + name + "/policies/Tpm";
        Client.Answer now = root.send(root.request(path).header("Authorization", authorization).GET().build());
        Client.Answer put = root.send(root.request(path).header("Authorization", authorization)
                .header("Content-Type", "text/plain; charset=utf-8").header("If-Match", now.header("ETag").orElse("*"))
                .PUT(BodyPublishers.ofString(policy)).build());
        assertEquals(2, put.status() / 100, put.body());
        return this;
    }

    /** The device as the management plane shows it. */
    JsonObject device(String id) {
        Client.Answer shown = root.send(root.request("/management/v1/tenants/" + name + "/devices/" + id)
                .header("Authorization", authorization).GET().build());
        assertEquals(200, shown.status(), shown.body());
        return Json.object(shown.body());
    }

    JsonObject challenge() {
        Client.Answer answer = send(jakarta.json.Json.createObjectBuilder().add("type", "aikcert").build());
        assertEquals(200, answer.status(), answer.body());
        String data = Json.object(answer.body()).getString("data");
        return Json.object(new String(Base64.getUrlDecoder().decode(data), StandardCharsets.UTF_8))
                .getJsonObject("payload");
    }

    Client.Answer request(String jws) {
        return send(jakarta.json.Json.createObjectBuilder().add("request", jws).build());
    }

    private Client.Answer send(JsonObject message) {
        String inner = jakarta.json.Json.createObjectBuilder().add("payload", message).build().toString();
        return client.send(client.request("/attest/Tpm?api-version=2020-10-01").header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"data\":\"" + Octets.utf8(inner).toBase64Url() + "\"}")).build());
    }

    private static JsonObject post(Client root, String authorization, String path, String body) {
        Client.Answer made = root.send(root.request(path).header("Authorization", authorization)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build());
        assertEquals(201, made.status(), made.body());
        return Json.object(made.body());
    }
}
