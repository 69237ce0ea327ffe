package dev.assay.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A request that ended before any service was asked. */
@Provider
public class RefusedMapper implements ExceptionMapper<RequestRefused> {
    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(RequestRefused refused) {
        return Plane.of(request.getRequestURI()).refused(refused);
    }
}
