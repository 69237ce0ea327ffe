package dev.assay.cli.tpm;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.cli.Json;
import dev.assay.cli.relying.Web;
import dev.assay.evidence.Reason;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of {@code POST /attest/Tpm} (maa-tpm §1, and our {@code aikpub}).
 *
 * @param url the tenant's, without a slash at its end. @param token to call with, where the tenant wants one
 */
public record Exchange(Web web, String url, Optional<String> token) {
    private static final int LARGEST = 1 << 20;

    /** What the service hides for the attestation key's TPM, and what it wants back beside the secret. */
    record Hidden(Bytes idObject, Bytes encryptedSecret, String context) {}

    Challenge challenge() {
        JsonObject answer = send(Json.object().add("type", "aikcert").build());
        return new Challenge(octets(answer, "challenge"), text(answer, "service_context"));
    }

    /** @param key as {@code LocalTpm} reads them: TPM2B_PUBLIC */
    Hidden enrol(Bytes certificate, Bytes endorsement, Bytes key) {
        JsonObject answer = send(Json.object().add("type", "aikpub").add("ek_cert", certificate.toBase64Url())
                .add("ek_pub", endorsement.toBase64Url()).add("aik_pub", key.toBase64Url()).build());
        return new Hidden(octets(answer, "credential_blob"), octets(answer, "encrypted_secret"),
                text(answer, "service_context"));
    }

    Enrolled activated(Bytes secret, String context) {
        JsonObject answer = send(Json.object().add("type", "aikpub").add("secret", secret.toBase64Url())
                .add("service_context", context).build());
        return new Enrolled(text(answer, "device"), text(answer, "registered"));
    }

    /** @param request a compact JWS. @return the token */
    String report(String request) {
        return text(send(Json.object().add("request", request).build()), "report");
    }

    private JsonObject send(JsonObject message) {
        String data = Bytes.utf8(Json.line(Json.object().add("payload", message).build())).toBase64Url();
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        token.ifPresent(it -> headers.put("Authorization", "Bearer " + it));
        Web.Answer answer = web.send(new Web.Call("POST", URI.create(url + "/attest/Tpm?api-version=2020-10-01"),
                headers, Json.line(Json.object().add("data", data).build()), LARGEST));
        JsonObject body = object(answer.body()).orElse(JsonValue.EMPTY_JSON_OBJECT);
        if (answer.status() != 200)
            throw failure(answer.status(), body);
        return object(octets(body, "data")).filter(inner -> inner.get("payload") instanceof JsonObject)
                .map(inner -> inner.getJsonObject("payload")).orElseThrow(() -> strange("holds no payload"));
    }

    private static Optional<JsonObject> object(Bytes octets) {
        try {
            return Optional.of(StrictJson.object("the answer", octets));
        } catch (MalformedException refused) {
            return Optional.empty();
        }
    }

    private Bytes octets(JsonObject object, String name) {
        try {
            return Base64Url.decode(name, text(object, name));
        } catch (MalformedException refused) {
            throw strange("has a " + name + " that is not base64url");
        }
    }

    private String text(JsonObject object, String name) {
        if (object.get(name) instanceof JsonString text)
            return text.getString();
        throw strange("has no " + name);
    }

    private ExchangeException strange(String what) {
        return new ExchangeException("The answer of " + url + " " + what
                + "; is it the URL of a tenant of an Assay of this release or later?", 200, null);
    }

    private ExchangeException failure(int status, JsonObject body) {
        JsonObject error = member(body, "error");
        String code = member(error, "innererror").getString("code", "");
        Optional<Reason> reason = Arrays.stream(Reason.values()).filter(one -> one.code().equals(code)).findFirst();
        String said = error.getString("message", "");
        return new ExchangeException(status == 401
                ? "The tenant takes only known callers (401): give a token with --token-file, or --client with "
                        + "its secret; the client has the role attestation-reader."
                : said.isEmpty() ? url + " answered " + status + "; is it the URL of a tenant?" : said, status,
                reason.orElse(null));
    }

    private static JsonObject member(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject inner ? inner : JsonValue.EMPTY_JSON_OBJECT;
    }
}
