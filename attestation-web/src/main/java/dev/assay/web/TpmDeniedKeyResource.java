package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.TpmTrust;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Keys of TPMs that a tenant refuses whoever certified them. The service decides anew for each call who may. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/tpm-denied-keys")
public class TpmDeniedKeyResource {
    @Inject
    TpmTrust trust;

    @Context
    private HttpServletRequest http;

    @PathParam("tenant")
    String tenant;

    @GET
    @Permit({Role.TENANT_ADMINISTRATOR, Role.AUDITOR, Role.ATTESTATION_READER})
    public Response list() {
        return TpmAnswers.of(tenant, trust.deniedKeys(requests().call()));
    }

    @PUT
    @Permit(Role.TENANT_ADMINISTRATOR)
    public Response replace(InputStream stream) throws IOException {
        return Management.answering(() -> TpmAnswers.of(tenant, trust.denyKeys(requests().call(),
                TpmRequests.texts(requests().body(stream, "keys"), "keys"))));
    }

    private TpmRequests requests() {
        return new TpmRequests(tenant, http);
    }
}
