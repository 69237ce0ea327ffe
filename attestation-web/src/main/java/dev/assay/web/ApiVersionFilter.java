package dev.assay.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Checks the api-version of every call in one place, once its resource is known. */
@Provider
public class ApiVersionFilter implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        var query = request.getUriInfo().getQueryParameters();
        if (request.getMethod().equals(HttpMethod.OPTIONS))
            return;
        if (Plane.of(request.getUriInfo().getPath()) == Plane.RESOURCE_MANAGER)
            ApiVersions.requireOfProviders(query);
        else if (resource.getResourceClass().isAnnotationPresent(VersionOptional.class))
            ApiVersions.allow(query);
        else if (resource.getResourceClass().isAnnotationPresent(PreviewToo.class))
            ApiVersions.requireAny(query);
        else
            ApiVersions.require(query);
    }
}
