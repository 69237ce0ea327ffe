package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Caller;
import dev.assay.json.StrictJson;
import dev.assay.service.KeyAnswer;
import dev.assay.service.KeyCall;
import dev.assay.service.SigningKeys;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From a request about signing keys to its answer, for a caller already identified.
 *
 * @param caller whom the gate vouched for
 */
record KeyRequests(SigningKeys keys, String tenant, HttpServletRequest http, Caller caller) {
    private static final int LIMIT = 64 << 10;
    // RFC 7638: 32 octets in base64url.
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** Reads what is needed, and asks. */
    @FunctionalInterface
    private interface Exchange {
        KeyAnswer run() throws IOException;
    }

    Response list() throws IOException {
        return answering(() -> keys.list(tenant, call()));
    }

    Response rotate(InputStream body) throws IOException {
        return answering(() -> keys.rotate(tenant, revoke(read(RequestBody.JSON, body)), call()));
    }

    Response request(String kid) throws IOException {
        return answering(() -> keys.request(tenant, kid(kid), call()));
    }

    Response install(String kid, InputStream body) throws IOException {
        return answering(() -> keys.install(tenant, kid(kid), read(RequestBody.CHAIN, body).asUtf8(), call()));
    }

    private static Response answering(Exchange exchange) throws IOException {
        try {
            return KeyAnswers.of(exchange.run());
        } catch (RequestRefused refused) {
            return Problem.of(refused).toResponse();
        } catch (MalformedException malformed) {
            return new Problem(400, "malformed", "The request cannot be read.", malformed.getMessage()).toResponse();
        }
    }

    /** why no default: the two differ in whether tokens that are out verify on. */
    static boolean revoke(Bytes utf8) {
        JsonObject body = StrictJson.request("body", utf8);
        if (!Set.of("revoke").containsAll(body.keySet()))
            throw new MalformedException("body", "has a member other than revoke");
        JsonValue revoke = body.get("revoke");
        if (revoke != JsonValue.TRUE && revoke != JsonValue.FALSE)
            throw new MalformedException("revoke", "is neither true nor false");
        return revoke == JsonValue.TRUE;
    }

    static String kid(String text) {
        if (text == null || !KID.matcher(text).matches())
            throw new MalformedException("kid",
                    "is no key id; name one in the query, 43 characters as the list has it");
        return text;
    }

    private KeyCall call() {
        return new KeyCall(caller, Correlation.get(http).traceId());
    }

    private Bytes read(RequestBody.Kind kind, InputStream body) throws IOException {
        return new RequestBody(Optional.ofNullable(http.getHeader("Content-Type")),
                Optional.ofNullable(http.getHeader("Content-Encoding")), http.getContentLengthLong())
                .read(kind, body, LIMIT);
    }
}
