package dev.assay.admin;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Keeps the choice of theme for a year; changes nothing else. */
@WebServlet(ThemeChoice.PATH)
public class ThemeChoice extends HttpServlet {
    static final String PATH = "/admin/theme";
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String choice = request.getParameter("choice");
        if (!Theme.CHOICES.contains(choice)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        response.addHeader("Set-Cookie", Theme.COOKIE + "=" + choice
                + "; Path=" + request.getContextPath() + "/admin; Max-Age=31536000; HttpOnly; SameSite=Strict");
        ConsoleDoor.seeOther(response, request.getContextPath() + ConsoleDoor.HOME);
    }
}
