package dev.assay.web;

import dev.assay.identity.Caller;
import dev.assay.service.Access;
import dev.assay.service.Limits;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a request through to its resource method, or not, by the method's {@link Permit}; none denies (AU-05). */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class Gate implements ContainerRequestFilter {
    private static final String CALLER = Gate.class.getName();
    // RFC 6750 §2.1; the scheme's name matches without case (RFC 9110 §11.1).
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+)");

    @Inject
    Access access;

    @Inject
    Limits limits;

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest http;

    /** Whom the gate let through; only a method that is not anonymous has one. */
    static Caller caller(ServletRequest request) {
        return (Caller) request.getAttribute(CALLER);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        // why: the answer to OPTIONS is JAX-RS's own, the methods of a path; no resource has one of its own.
        if (request.getMethod().equals(HttpMethod.OPTIONS))
            return;
        Optional<Permit> permit = permit(resource.getResourceMethod());
        if (permit.isEmpty())
            request.abortWith(forbidden());
        else if (!permit.get().anonymous())
            identify(permit.get()).ifPresent(request::abortWith);
    }

    static Optional<Permit> permit(Method method) {
        return Optional.ofNullable(method).map(it -> it.getAnnotation(Permit.class));
    }

    /** Empty where the caller may go on. */
    private Optional<Response> identify(Permit permit) {
        List<String> headers = Collections.list(http.getHeaders("Authorization"));
        Optional<Caller> caller = bearer(headers).flatMap(access::caller);
        if (caller.isEmpty())
            return Optional.of(unidentified(!headers.isEmpty()));
        http.setAttribute(CALLER, caller.get());
        return RateFilter.refusal(limits.credential(caller.get().issuer(), caller.get().subject()), "client")
                .map(Answer::toResponse)
                .or(() -> may(permit, caller.get()) ? Optional.empty() : Optional.of(forbidden()));
    }

    /** One header with one token; of two, which counts would be anybody's guess. */
    static Optional<String> bearer(List<String> headers) {
        if (headers.size() != 1)
            return Optional.empty();
        Matcher match = BEARER.matcher(headers.getFirst());
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    static boolean may(Permit permit, Caller caller) {
        return Arrays.stream(permit.value()).anyMatch(caller.roles()::contains);
    }

    /** RFC 6750 §3: {@code error} only where a credential was sent. */
    private static Response unidentified(boolean sent) {
        return new Problem(401, "token-missing-or-refused", "The caller is not identified.",
                "Authorization: holds no access token of this service that is good now. Get one at /oauth2/token.")
                .with("WWW-Authenticate", "Bearer realm=\"assay\"" + (sent ? ", error=\"invalid_token\"" : ""))
                .toResponse();
    }

    private static Response forbidden() {
        return new Problem(403, "role-missing", "The caller may not do this.",
                "The caller's roles do not include one that this call takes.").toResponse();
    }
}
