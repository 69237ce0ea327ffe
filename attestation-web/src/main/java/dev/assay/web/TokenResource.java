package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.service.Access;
import dev.assay.service.AccessAnswer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;

/** The token endpoint for programs (RFC 6749 §4.4). */
@RequestScoped
@VersionOptional
@Path("oauth2/token")
public class TokenResource {
    private static final int LIMIT = 8 << 10;
    private static final String FORM = "application/x-www-form-urlencoded";

    @Inject
    Access access;

    @POST
    @Permit(anonymous = true)
    public Response token(@Context HttpServletRequest http, InputStream body) throws IOException {
        try {
            TokenRequest request = TokenRequest.read(Collections.list(http.getHeaders("Authorization")),
                    read(http, body), new TokenRequest.Names(access::isScopeOf, access::isNamedBy));
            return answer(access.grant(request.clientId(), request.secret(), RateFilter.client(http))).toResponse();
        } catch (TokenRequest.Refused refused) {
            return error(refused.code(), refused.getMessage()).toResponse();
        }
    }

    private static Bytes read(HttpServletRequest http, InputStream body) throws IOException {
        String type = String.valueOf(http.getContentType()).split(";")[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals(FORM) || http.getHeader("Content-Encoding") != null)
            throw new TokenRequest.Refused("invalid_request", "Content-Type: is " + FORM + ", without compression.");
        byte[] octets = body.readNBytes(LIMIT + 1);
        if (octets.length > LIMIT)
            throw new TokenRequest.Refused("invalid_request", "The body is larger than 8 KiB.");
        return Bytes.copyOf(octets);
    }

    static Answer answer(AccessAnswer answer) {
        return switch (answer) {
            case AccessAnswer.Granted(String token, Duration lifetime) -> Answer.ok(Json.createObjectBuilder()
                    .add("access_token", token).add("token_type", "Bearer").add("expires_in", lifetime.toSeconds())
                    .build()).with("Pragma", "no-cache");
            case AccessAnswer.Refused() -> error("invalid_client",
                    "The client is not known, may not have a token, or has another secret.");
            case AccessAnswer.TooOften(Duration pause) -> error("temporarily_unavailable",
                    "Tokens are asked for too often. Repeat after the seconds in Retry-After.").withStatus(429)
                    .with("Retry-After", Long.toString(Math.max(1, pause.plusMillis(999).toSeconds())));
            case AccessAnswer.Unavailable() -> error("temporarily_unavailable",
                    "The service cannot read its database now.").withStatus(503).with("Retry-After", "5");
        };
    }

    /** RFC 6749 §5.2: 401 and a challenge where the client is not believed, else 400. */
    static Answer error(String code, String detail) {
        JsonObject body = Json.createObjectBuilder().add("error", code).add("error_description", detail).build();
        Answer answer = new Answer(400, Answer.ok(body).headers(), body).with("Pragma", "no-cache");
        return code.equals("invalid_client")
                ? answer.withStatus(401).with("WWW-Authenticate", "Basic realm=\"assay\"")
                : answer;
    }
}
