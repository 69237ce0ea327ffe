package dev.assay.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Errors that arise before or beside JAX-RS, in the protocol's body: the target of web.xml's error-page. */
@WebServlet(ContainerErrors.PATH)
public class ContainerErrors extends HttpServlet {
    static final String PATH = "/.container-error";
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // why: asked for directly, it is one more path at which nothing is served.
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        int exact = status instanceof Integer code ? code : 404;
        if (Plane.of(uri instanceof String path ? path : "") == Plane.MANAGEMENT)
            Statuses.problem(exact).writeTo(response);
        else
            Statuses.answer(exact).writeTo(response);
    }
}
