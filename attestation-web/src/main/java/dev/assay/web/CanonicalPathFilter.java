package dev.assay.web;

import dev.assay.service.Limits;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;

/** Brings every request path to its one spelling before a resource is sought. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 200)
public class CanonicalPathFilter implements ContainerRequestFilter {
    private static final String NO_ROUTE = "none";

    @Inject
    Limits limits;

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        String query = uri.getRequestUri().getRawQuery();
        String path = CanonicalPath.of(uri.getPath(false), tenant(uri)).orElse(NO_ROUTE);
        request.setRequestUri(uri.getBaseUri(),
                URI.create(uri.getBaseUri() + path + (query == null ? "" : "?" + query)));
    }

    /** Only a name under the configured domain counts; the issuer never comes from a host. */
    private Optional<String> tenant(UriInfo uri) {
        return Optional.ofNullable(uri.getRequestUri().getHost()).flatMap(limits::tenantAt);
    }
}
