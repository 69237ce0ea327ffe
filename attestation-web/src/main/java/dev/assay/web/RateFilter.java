package dev.assay.web;

import dev.assay.evidence.Reason;
import dev.assay.service.Limits;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds sources and tenants to their rates before anything is read or looked up (AU-07, TE-06). */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public class RateFilter implements ContainerRequestFilter {
    private static final String CLIENT = RateFilter.class.getName();
    private static final Pattern ATTEST = Pattern.compile("t/([a-z0-9-]{3,40})/attest/.*");

    private static final String BUSY = "As many calls of the tenant wait as may. Repeat after the seconds in"
            + " Retry-After.";

    @Inject
    Limits limits;

    @Context
    private HttpServletRequest http;

    /** The caller's address, once this filter has seen the request. */
    static String client(ServletRequest request) {
        return (String) request.getAttribute(CLIENT);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String client = limits.client(http.getRemoteAddr(), forwarded());
        http.setAttribute(CLIENT, client);
        refusal(limits.source(client), "source address").or(() -> attested(request.getUriInfo().getPath())
                .flatMap(tenant -> refusal(limits.tenant(tenant), "tenant").or(() -> full(tenant))))
                .ifPresent(answer -> request.abortWith(answer.toResponse()));
    }

    /** DO-06: admission before parsing. */
    private Optional<Answer> full(String tenant) {
        if (!limits.full(tenant))
            return Optional.empty();
        return Optional.of(Answer.error(ErrorCode.SERVICE_UNAVAILABLE, Reason.OVERLOADED.code(), BUSY)
                .with("Retry-After", "1"));
    }

    private List<String> forwarded() {
        return Collections.list(http.getHeaders("X-Forwarded-For"));
    }

    /** Relying parties' fetches of metadata are not the tenant's share. */
    private static Optional<String> attested(String path) {
        Matcher match = ATTEST.matcher(path);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    /** Empty where there is nothing to wait for. */
    static Optional<Answer> refusal(Duration wait, String whose) {
        if (wait.isZero())
            return Optional.empty();
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Optional.of(Answer.error(ErrorCode.TOO_MANY_REQUESTS,
                "The " + whose
                        + " makes more requests per second than it may. Repeat after the seconds in Retry-After.")
                .with("Retry-After", Long.toString(seconds)));
    }
}
