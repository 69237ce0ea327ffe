package dev.assay.web;

import dev.assay.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What can be done to attestation providers, as Azure Resource Manager lists it (maa-api §9). */
@RequestScoped
@Path("providers/microsoft.attestation/operations")
public class ProviderOperations {
    @GET
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response list() {
        return ProviderAnswers.operations();
    }
}
