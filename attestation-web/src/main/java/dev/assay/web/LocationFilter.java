package dev.assay.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Makes every {@code Location} absolute from configuration ("Settled", Wire: nothing that goes out comes from the Host
 * header). JAX-RS itself would take the request's.
 */
@Provider
public class LocationFilter implements ContainerResponseFilter {
    @Inject
    PublicUrls urls;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object location = response.getHeaders().getFirst(HttpHeaders.LOCATION);
        if (location != null)
            response.getHeaders().putSingle(HttpHeaders.LOCATION, urls.management(location.toString()));
    }
}
