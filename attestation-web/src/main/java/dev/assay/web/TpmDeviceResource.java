package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.TpmDeviceAnswer;
import dev.assay.service.TpmDeviceQuery;
import dev.assay.service.TpmDevices;
import dev.assay.web.AttestBody.Members;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The TPMs a tenant knows. The service decides anew for each call whether the caller may. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/devices")
public class TpmDeviceResource {
    private static final String ID = "{device:[0-9a-f-]{36}}";
    private static final int ONE = 1;

    @Inject
    TpmDevices devices;

    @Context
    private HttpServletRequest http;

    @PathParam("tenant")
    String tenant;

    @GET
    @Permit({Role.TENANT_ADMINISTRATOR, Role.AUDITOR, Role.ATTESTATION_READER})
    public Response list(@QueryParam("key") String key, @QueryParam("label") String label,
            @QueryParam("after") String after, @QueryParam("limit") String limit) throws IOException {
        return Management.answering(() -> {
            int size = TenantRequests.size(limit);
            TpmDeviceQuery query = new TpmDeviceQuery(Optional.ofNullable(key), Optional.ofNullable(label),
                    Optional.ofNullable(after), size);
            return TpmDeviceAnswers.of(tenant, devices.list(requests().call(), query), size);
        });
    }

    @POST
    @Permit(Role.TENANT_ADMINISTRATOR)
    public Response register(InputStream stream) throws IOException {
        return Management.answering(() -> {
            Members body = requests().body(stream, "publicArea", "label");
            return answer(devices.register(requests().call(), TpmRequests.octets(body, "publicArea"),
                    body.text("label").orElse("")));
        });
    }

    @GET
    @Path(ID)
    @Permit({Role.TENANT_ADMINISTRATOR, Role.AUDITOR, Role.ATTESTATION_READER})
    public Response get(@PathParam("device") String id) {
        return answer(devices.get(requests().call(), id));
    }

    @PATCH
    @Path(ID)
    @Permit(Role.TENANT_ADMINISTRATOR)
    public Response amend(@PathParam("device") String id, InputStream stream) throws IOException {
        return Management.answering(() -> {
            Members body = requests().body(stream, "label", "state");
            return answer(devices.amend(requests().call(), id, body.text("label"), TpmRequests.revoking(body)));
        });
    }

    @DELETE
    @Path(ID)
    @Permit(Role.TENANT_ADMINISTRATOR)
    public Response delete(@PathParam("device") String id) {
        return answer(devices.delete(requests().call(), id));
    }

    private TpmRequests requests() {
        return new TpmRequests(tenant, http);
    }

    private Response answer(TpmDeviceAnswer answer) {
        return TpmDeviceAnswers.of(tenant, answer, ONE);
    }
}
