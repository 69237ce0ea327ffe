package dev.assay.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Our own fault: the caller gets an id, the log gets the rest (DO-07). */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(FailureMapper.class.getName());

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        LOG.log(Level.ERROR, "Request " + Correlation.get(request).requestId() + " failed", failure);
        return Plane.of(request.getRequestURI()).status(ErrorCode.INTERNAL_ERROR.status());
    }
}
