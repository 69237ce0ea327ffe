package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.TpmChallenge;
import dev.assay.emulator.tpm.TpmMessages;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;

/** A client of a tenant's {@code /attest/Tpm}. @param headers of each call, with its token where it has one */
record TpmVisitor(Wire wire, String path, TpmMessages messages, String... headers) {
    private static final String VERSION = "?api-version=2020-10-01";

    static TpmVisitor of(Wire wire, String tenant, Cast.Player player) {
        return new TpmVisitor(wire, "/t/" + tenant + "/attest/Tpm" + VERSION, new TpmMessages(true),
                player.headers("Content-Type", "application/json"));
    }

    TpmVisitor at(String other) {
        return new TpmVisitor(wire, other, messages, headers);
    }

    TpmVisitor bare() {
        return new TpmVisitor(wire, path, new TpmMessages(false), headers);
    }

    TpmVisitor unnamed() {
        return new TpmVisitor(wire, path, messages, "Content-Type", "application/json");
    }

    HttpResponse<String> send(String body) throws Exception {
        return wire.post(path, body, headers);
    }

    /** @param inner JSON, as it is */
    HttpResponse<String> say(String inner) throws Exception {
        return send("{\"data\":\"" + Bytes.utf8(inner).toBase64Url() + "\"}");
    }

    HttpResponse<String> init() throws Exception {
        return send(messages.init());
    }

    TpmChallenge challenge() throws Exception {
        JsonObject told = told(init());
        return TpmChallenge.of(told.getString("challenge"), told.getString("service_context"));
    }

    HttpResponse<String> request(String jws) throws Exception {
        return send(messages.request(jws));
    }

    HttpResponse<String> attest(EmulatedTpmDevice device) throws Exception {
        return request(device.attest(challenge(), Instant.now()));
    }

    HttpResponse<String> enrol(EmulatedTpmDevice device) throws Exception {
        JsonObject offered = told(send(messages.enrol(device)));
        Octets secret = device.activate(Octets.base64Url(offered.getString("credential_blob")),
                Octets.base64Url(offered.getString("encrypted_secret")));
        return send(messages.activated(secret, offered.getString("service_context")));
    }

    /** What a good answer says, in the style asked. */
    JsonObject told(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        JsonObject said = StrictJson.object("data", Base64Url.decode("data", Wire.json(answer).getString("data")));
        return messages.wrapped() ? said.getJsonObject("payload") : said;
    }

    JsonObject claims(HttpResponse<String> answer) {
        return CrossTenant.part(told(answer).getString("report"), 1);
    }
}
