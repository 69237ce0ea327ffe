package dev.assay.web.openapi;

import dev.assay.service.Metadata;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The description, for programs and for people. Mapped where MicroProfile OpenAPI would answer, which leaves a taken
 * path alone.
 */
@WebServlet(Description.PATH + "/*")
public class DescriptionServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CHAPTERS = "/WEB-INF/openapi/";
    /** UI-05: nothing but our own sheets; no script at all. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src data:; font-src 'self';"
            + " form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    @Inject
    transient Metadata metadata;

    private transient volatile Map<String, Leaf> leaves = Map.of();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Leaf> leaf = Optional.ofNullable(leaves().get(String.valueOf(request.getPathInfo())));
        if (leaf.isEmpty())
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        else if (request.getPathInfo() == null && wantsPage(request.getHeader("Accept")))
            seeOther(request, response);
        else
            leaf.get().answer(request.getHeader("If-None-Match"), response);
    }

    /** A person's browser names text/html first; programs ask for JSON or for anything. */
    static boolean wantsPage(String accept) {
        return accept != null && accept.startsWith("text/html");
    }

    private static void seeOther(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Vary", "Accept");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", request.getContextPath() + Description.PATH + "/");
    }

    /** Made when first asked for: the addresses are known once the service is open. */
    private Map<String, Leaf> leaves() {
        Map<String, Leaf> made = leaves;
        if (made.isEmpty()) {
            made = make();
            leaves = made;
        }
        return made;
    }

    private Map<String, Leaf> make() {
        var document = new Description(chapters(), metadata.addresses()).document();
        String page = new ReferencePage(document, own("reference.html")).html();
        return Map.of("null", new Leaf("application/json; charset=utf-8", document.toString(), POLICY),
                "/", new Leaf("text/html; charset=utf-8", page, POLICY),
                "/reference.css", new Leaf("text/css; charset=utf-8", own("reference.css"), POLICY));
    }

    private Chapters chapters() {
        return Chapters.of(new TreeSet<>(getServletContext().getResourcePaths(CHAPTERS)).stream()
                .map(path -> text(getServletContext().getResourceAsStream(path))).toList());
    }

    private static String own(String name) {
        return text(DescriptionServlet.class.getResourceAsStream(name));
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
