package dev.assay.web;

import dev.assay.identity.Caller;
import dev.assay.service.Access;
import dev.assay.service.Identification;
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
        Plane plane = Plane.of(request.getUriInfo().getPath());
        if (permit.isEmpty())
            request.abortWith(plane.forbidden());
        else if (!permit.get().anonymous())
            identify(permit.get(), plane, tenant(request)).ifPresent(request::abortWith);
    }

    /** Every path to a tenant's objects names it by this parameter. */
    private static Optional<String> tenant(ContainerRequestContext request) {
        return Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst("tenant"));
    }

    static Optional<Permit> permit(Method method) {
        return Optional.ofNullable(method).map(it -> it.getAnnotation(Permit.class));
    }

    /** Empty where the caller may go on. */
    private Optional<Response> identify(Permit permit, Plane plane, Optional<String> tenant) {
        List<String> headers = Collections.list(http.getHeaders("Authorization"));
        Identification found = bearer(headers).map(token -> access.identify(tenant, token))
                .orElseGet(Identification.Refused::new);
        return switch (found) {
            case Identification.Known(Caller caller) -> admit(caller, permit, plane, tenant);
            case Identification.Refused() -> Optional.of(plane.unidentified(!headers.isEmpty()));
            case Identification.Unavailable() -> Optional.of(plane.unavailable());
        };
    }

    private Optional<Response> admit(Caller caller, Permit permit, Plane plane, Optional<String> tenant) {
        http.setAttribute(CALLER, caller);
        return RateFilter.refusal(limits.credential(caller.issuer(), caller.subject()), "client")
                .map(plane::limited)
                .or(() -> standing(permit, caller, tenant).refusal(plane));
    }

    /** TE-04: of another tenant's object nothing is said, not even which role it would take. */
    static Standing standing(Permit permit, Caller caller, Optional<String> tenant) {
        if (tenant.isPresent() && !caller.platformAdministrator() && !caller.tenant().equals(tenant))
            return Standing.STRANGER;
        return Arrays.stream(permit.value()).anyMatch(caller.roles()::contains)
                ? Standing.MAY
                : Standing.ROLE_MISSING;
    }

    /** How a caller stands to what is asked for. */
    enum Standing {
        MAY,
        ROLE_MISSING,
        STRANGER;

        private Optional<Response> refusal(Plane plane) {
            return switch (this) {
                case MAY -> Optional.empty();
                case ROLE_MISSING -> Optional.of(plane.forbidden());
                case STRANGER -> Optional.of(plane.stranger());
            };
        }
    }

    /** One header with one token; of two, which counts would be anybody's guess. */
    static Optional<String> bearer(List<String> headers) {
        if (headers.size() != 1)
            return Optional.empty();
        Matcher match = BEARER.matcher(headers.getFirst());
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }
}
