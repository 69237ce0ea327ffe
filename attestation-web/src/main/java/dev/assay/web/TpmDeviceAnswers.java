package dev.assay.web;

import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.TpmState;
import dev.assay.json.StrictJson;
import dev.assay.service.TpmDeviceAnswer;
import dev.assay.service.TpmDeviceView;
import dev.assay.service.TpmRefused;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;

/** The one table from what became of a call about devices to HTTP. */
final class TpmDeviceAnswers {
    private TpmDeviceAnswers() {}

    /** @param size of the page asked for, to go on with */
    static Response of(String tenant, TpmDeviceAnswer answer, int size) {
        return switch (answer) {
            case TpmDeviceAnswer.Made(TpmDeviceView made) -> new Answer(201, Answer.ok(json(made)).headers(),
                    json(made)).with("Location", path(tenant) + "/" + made.device().id()).toResponse();
            case TpmDeviceAnswer.Shown(TpmDeviceView device) -> Answer.ok(json(device)).toResponse();
            case TpmDeviceAnswer.Listed listed -> Answer.ok(json(tenant, listed, size)).toResponse();
            case TpmDeviceAnswer.Gone() -> Response.noContent().build();
            case TpmDeviceAnswer.Unavailable() -> TpmAnswers.unavailable();
            case TpmRefused refused -> TpmAnswers.problem(refused).toResponse();
        };
    }

    private static String path(String tenant) {
        return TenantAnswers.PATH + "/" + tenant + "/devices";
    }

    /** The next page is of the same filter, which the caller adds again. */
    static JsonObject json(String tenant, TpmDeviceAnswer.Listed listed, int size) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        listed.devices().forEach(device -> array.add(listed(device)));
        JsonObjectBuilder json = Json.createObjectBuilder().add("devices", array);
        listed.next().ifPresent(id -> json.add("next", path(tenant) + "?after=" + id + "&limit=" + size));
        return json.build();
    }

    private static JsonObjectBuilder listed(TpmDeviceView view) {
        TpmDevice device = view.device();
        return Json.createObjectBuilder().add("id", device.id().toString()).add("origin", device.origin().word())
                .add("state", device.revoked() ? "revoked" : "active").add("label", view.label())
                .add("attestationKeySha256", device.attestationKey().toHex())
                .add("endorsementKeySha256", TpmAnswers.hex(device.endorsementKey()))
                .add("registeredAt", view.by().at().toString()).add("lastSeenAt", TpmAnswers.time(view.seen()));
    }

    static JsonObject json(TpmDeviceView view) {
        JsonArrayBuilder events = Json.createArrayBuilder();
        view.events().forEach(event -> events.add(json(event)));
        return listed(view).add("publicArea", TpmAnswers.base64(view.device().publicArea()))
                .add("endorsementCertificate", TpmAnswers.base64(view.endorsementCertificate()))
                .add("registeredBy", view.by().subject()).add("registeredByIssuer", view.by().issuer())
                .add("last", view.device().last().<JsonValue>map(TpmDeviceAnswers::json).orElse(JsonValue.NULL))
                .add("events", events).build();
    }

    /** As strings where 64 bits are wider than a number of JSON is sure to be. */
    private static JsonObject json(TpmState state) {
        return Json.createObjectBuilder().add("clock", Long.toUnsignedString(state.clock()))
                .add("resetCount", state.resetCount()).add("restartCount", state.restartCount())
                .add("safe", state.safe()).add("firmwareVersion", Long.toUnsignedString(state.firmwareVersion()))
                .build();
    }

    private static JsonObject json(TpmDeviceView.Event event) {
        return Json.createObjectBuilder().add("operation", event.operation()).add("at", event.at().toString())
                .add("by", event.subject()).add("byIssuer", event.issuer()).add("traceId", event.traceId())
                .add("detail", StrictJson.object("detail", Bytes.utf8(event.detail()))).build();
    }
}
