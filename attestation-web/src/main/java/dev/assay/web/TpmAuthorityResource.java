package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.TpmAuthorityAnswer;
import dev.assay.service.TpmTrust;
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

/** Whom a tenant trusts to certify keys of TPMs. The service decides anew for each call whether the caller may. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/tpm-authorities")
public class TpmAuthorityResource {
    private static final String ID = "{authority:[0-9a-f-]{36}}";

    @Inject
    TpmTrust trust;

    @Context
    private HttpServletRequest http;

    @PathParam("tenant")
    String tenant;

    @GET
    @Permit({Role.TENANT_ADMINISTRATOR, Role.AUDITOR, Role.ATTESTATION_READER})
    public Response list() {
        return answer(trust.list(requests().call()));
    }

    @POST
    @Permit(Role.TENANT_ADMINISTRATOR)
    public Response add(InputStream stream) throws IOException {
        return Management.answering(() -> answer(trust.add(requests().call(), TpmRequests.authority(requests()
                .body(stream, "use", "anchor", "revocationRequired", "certificate", "crl")))));
    }

    @GET
    @Path(ID)
    @Permit({Role.TENANT_ADMINISTRATOR, Role.AUDITOR, Role.ATTESTATION_READER})
    public Response get(@PathParam("authority") String id) {
        return answer(trust.get(requests().call(), id));
    }

    @PUT
    @Path(ID + "/crl")
    @Permit(Role.TENANT_ADMINISTRATOR)
    public Response renew(@PathParam("authority") String id, InputStream stream) throws IOException {
        return Management.answering(() -> answer(trust.renew(requests().call(), id,
                TpmRequests.octets(requests().body(stream, "crl"), "crl"))));
    }

    @DELETE
    @Path(ID)
    @Permit(Role.TENANT_ADMINISTRATOR)
    public Response delete(@PathParam("authority") String id) {
        return answer(trust.delete(requests().call(), id));
    }

    private TpmRequests requests() {
        return new TpmRequests(tenant, http);
    }

    private Response answer(TpmAuthorityAnswer answer) {
        return TpmAnswers.of(tenant, answer);
    }
}
