package dev.assay.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/**
 * Stands before every path under {@code /admin}: lets the listed pages through, keeps foreign posts out, and answers
 * everything that fails in the console's own skin (console-design §3, §10).
 */
public class ConsoleDoor extends HttpFilter {
    static final String HOME = "/admin/status";
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(ConsoleDoor.class.getName());
    private static final Set<String> PAGES = Set.of(HOME);
    private static final Set<String> POSTS = Set.of(ThemeChoice.PATH);
    private static final String RESOURCES = "/admin/jakarta.faces.resource/";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        headers(response);
        if (path.equals("/admin") || path.equals("/admin/"))
            seeOther(response, request.getContextPath() + HOME);
        else
            answer(request, new SkinnedErrors(request, response), path, chain);
    }

    private void answer(HttpServletRequest request, SkinnedErrors response, String path, FilterChain chain)
            throws IOException {
        int refused = refusal(request, path);
        if (refused != 0)
            response.sendError(refused);
        else
            pass(request, response, chain);
    }

    private static void pass(HttpServletRequest request, SkinnedErrors response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(PassingSession.around(request), response);
        } catch (ServletException | RuntimeException failure) {
            LOG.log(Level.ERROR, "A console page failed", failure);
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    /** The status to refuse with, or 0. */
    private static int refusal(HttpServletRequest request, String path) {
        boolean post = request.getMethod().equals("POST");
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (POSTS.contains(path))
            return !post ? 405 : isOurs(request) ? 0 : 403;
        if (PAGES.contains(path) || path.startsWith(RESOURCES))
            return read ? 0 : 405;
        return 404;
    }

    /** Fetch Metadata: only a page of this very origin posts here; a browser too old to say is refused. */
    private static boolean isOurs(HttpServletRequest request) {
        return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }

    private static void headers(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Cache-Control", "no-store");
    }

    /** 303, with a path only, so that no Host header finds its way into it. */
    static void seeOther(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }
}
