package dev.assay.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Turns an error status into a page in the console's skin; needs no Faces, as that may be what failed. */
final class SkinnedErrors extends HttpServletResponseWrapper {
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'self'; font-src 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";

    private final HttpServletRequest request;

    SkinnedErrors(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    @Override
    public void sendError(int status) throws IOException {
        if (isCommitted())
            return;
        resetBuffer();
        setStatus(status);
        setHeader("Content-Security-Policy", POLICY);
        setHeader("Cache-Control", "no-store");
        setContentType("text/html; charset=utf-8");
        byte[] page = page(status).getBytes(StandardCharsets.UTF_8);
        setContentLength(page.length);
        getOutputStream().write(page);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        sendError(status);
    }

    private String page(int status) throws IOException {
        Problem problem = Problem.of(status);
        String reference = getHeader("x-ms-request-id");
        return template().replace("@context@", request.getContextPath())
                .replace("@theme@", Theme.of(request.getCookies())).replace("@title@", problem.title())
                .replace("@answer@", problem.answer()).replace("@reference@", reference == null ? "–" : reference);
    }

    private static String template() throws IOException {
        try (InputStream page = SkinnedErrors.class.getResourceAsStream("problem.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
