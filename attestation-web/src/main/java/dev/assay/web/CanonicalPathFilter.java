package dev.assay.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** Brings every request path to its one spelling before a resource is sought. */
@Provider
@PreMatching
public class CanonicalPathFilter implements ContainerRequestFilter {
    private static final String NO_ROUTE = "none";

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        String query = uri.getRequestUri().getRawQuery();
        String path = CanonicalPath.of(uri.getPath(false)).orElse(NO_ROUTE);
        request.setRequestUri(uri.getBaseUri(),
                URI.create(uri.getBaseUri() + path + (query == null ? "" : "?" + query)));
    }
}
