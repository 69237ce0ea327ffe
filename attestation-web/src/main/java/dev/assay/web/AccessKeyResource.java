package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.AccessKeyAnswer;
import dev.assay.service.AccessTokenKeys;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** The key of access tokens. */
@RequestScoped
@VersionOptional
@Path("management/v1/access-token-key")
public class AccessKeyResource {
    @Inject
    AccessTokenKeys keys;

    @Context
    private HttpServletRequest http;

    @POST
    @Path("rotate")
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response rotate(InputStream body) throws IOException {
        Management management = new Management(http, Gate.caller(http));
        return Management.answering(() -> {
            boolean revoke = management.readIfSent(body).filter(ClientBody::revoke).isPresent();
            return answer(keys.rotate(revoke, management.call()));
        });
    }

    static Response answer(AccessKeyAnswer answer) {
        return switch (answer) {
            case AccessKeyAnswer.Rotated(String kid, Instant others) -> Answer.ok(Json.createObjectBuilder()
                    .add("kid", kid).add("previousTokensUntil", others.toString()).build()).toResponse();
            case AccessKeyAnswer.Forbidden() -> Plane.MANAGEMENT.forbidden();
            case AccessKeyAnswer.Meanwhile() -> new Problem(409, "rotated-meanwhile",
                    "The key was rotated meanwhile.", "Another call or node rotated the key at the same moment.")
                    .toResponse();
            case AccessKeyAnswer.Unavailable() -> new Problem(503, "store-unavailable",
                    "The service cannot answer now.", "The service cannot use its database or its keys now.")
                    .with("Retry-After", "5").toResponse();
        };
    }
}
