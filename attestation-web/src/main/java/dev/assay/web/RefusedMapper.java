package dev.assay.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A request that ended before any service was asked. */
@Provider
public class RefusedMapper implements ExceptionMapper<RequestRefused> {
    @Override
    public Response toResponse(RequestRefused refused) {
        Answer answer = Answer.error(refused.code(), refused.getMessage());
        // DO-01: the rest of the body is never read, so the connection cannot be used again.
        return (refused.code() == ErrorCode.BODY_TOO_LARGE ? answer.with("Connection", "close") : answer).toResponse();
    }
}
