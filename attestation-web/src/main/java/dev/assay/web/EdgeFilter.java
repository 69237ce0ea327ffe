package dev.assay.web;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the ids and the headers every answer has on it, before anything can go wrong. */
@WebFilter(urlPatterns = "/*", dispatcherTypes = DispatcherType.REQUEST, asyncSupported = true)
public class EdgeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_URI = 8 << 10;
    private static final Semaphore BLOCKED = new Semaphore(16);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Inject
    @ConfigProperty(name = "assay.admin.port")
    transient Optional<Integer> adminPort;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Correlation correlation = Correlation.of(request.getHeader("traceparent"));
        Correlation.put(request, correlation);
        response.setHeader("x-ms-request-id", correlation.requestId());
        Correlation.echo(request.getHeader("x-ms-client-request-id"))
                .ifPresent(id -> response.setHeader("x-ms-client-request-id", id));
        response.setHeader("x-ms-maa-service-version", BuildInfo.version());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        // Who answers may say otherwise: this holds for whoever says nothing, the container's own answers included.
        response.setHeader("Cache-Control", "no-store");
        // UI-05. why: a console page brings its own with a nonce, and a second one would take the nonce back.
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/admin/"))
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        // RFC 6797 §7.2: over TLS only. why: on localhost it would lock the developer out of plain HTTP.
        if (request.isSecure() && !LOOPBACK.contains(request.getServerName()))
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (!new Doors(adminPort).open(path, request.getRequestURI(), request.getLocalPort()))
            Statuses.answer(HttpServletResponse.SC_NOT_FOUND).writeTo(response);
        // DO-04
        else if (request.getRequestURI().length() + length(request.getQueryString()) > LONGEST_URI)
            Statuses.answer(414).writeTo(response);
        else if (!SlowBody.comes(request))
            chain.doFilter(request, response);
        else if (!request.isAsyncSupported())
            block(request, response, chain);
        else if (!SlowBody.takes(request, response))
            chain.doFilter(request, response);
    }

    /** The console's forms: few threads may wait for those. */
    private static void block(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!BLOCKED.tryAcquire()) {
            Statuses.answer(503).writeTo(response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            BLOCKED.release();
        }
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
