package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.service.IssuerAnswer;
import dev.assay.service.IssuerCall;
import dev.assay.service.Issuers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The management plane's OpenID Connect issuers. The service decides anew for each call whether the caller may. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/issuers")
public class IssuerResource {
    private static final String ID = "{issuer:[a-z0-9-]{1,40}}";
    private static final int LIMIT = 64 << 10;

    @Inject
    Issuers issuers;

    @Context
    private HttpServletRequest http;

    @GET
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response list(@PathParam("tenant") String tenant) {
        return answer(tenant, issuers.list(tenant, caller()));
    }

    @GET
    @Path(ID)
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response get(@PathParam("tenant") String tenant, @PathParam("issuer") String id) {
        return answer(tenant, issuers.get(tenant, id, caller()));
    }

    @PUT
    @Path(ID)
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response put(@PathParam("tenant") String tenant, @PathParam("issuer") String id, InputStream body)
            throws IOException {
        try {
            return answer(tenant, issuers.put(tenant, IssuerBody.read(id, read(body)), call()));
        } catch (RequestRefused refused) {
            return Problem.of(refused).toResponse();
        } catch (MalformedException malformed) {
            return new Problem(400, "malformed", "The request cannot be read.", malformed.getMessage()).toResponse();
        } catch (IllegalArgumentException value) {
            return new Problem(400, "value-not-possible", "A value is not possible.", value.getMessage() + ".")
                    .toResponse();
        }
    }

    @DELETE
    @Path(ID)
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response delete(@PathParam("tenant") String tenant, @PathParam("issuer") String id) {
        return answer(tenant, issuers.delete(tenant, id, call()));
    }

    /** Fetches what is configured, and tells what came. */
    @POST
    @Path(ID + ":test")
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response test(@PathParam("tenant") String tenant, @PathParam("issuer") String id) {
        return answer(tenant, issuers.probe(tenant, id, caller()));
    }

    private static Response answer(String tenant, IssuerAnswer answer) {
        return IssuerAnswers.of(tenant, answer);
    }

    private Caller caller() {
        return Gate.caller(http);
    }

    private IssuerCall call() {
        String match = http.getHeader("If-Match");
        return new IssuerCall(caller(), new IssuerCall.Condition(match != null, Version.expected(match)),
                Correlation.get(http).traceId());
    }

    private Bytes read(InputStream body) throws IOException {
        return new RequestBody(Optional.ofNullable(http.getHeader("Content-Type")),
                Optional.ofNullable(http.getHeader("Content-Encoding")), http.getContentLengthLong())
                .read(body, LIMIT);
    }
}
