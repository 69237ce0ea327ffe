package dev.assay.web;

import dev.assay.bytes.MalformedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A body or member that has not the shape the contract prescribes: the message names it. */
@Provider
public class MalformedMapper implements ExceptionMapper<MalformedException> {
    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(MalformedException malformed) {
        return Plane.of(request.getRequestURI())
                .refused(new RequestRefused(ErrorCode.INVALID_PARAMETER, malformed.getMessage()));
    }
}
