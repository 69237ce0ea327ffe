package dev.assay.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The visitor's choice of light or dark: a cookie the server reads, so that no page flashes and no script runs. */
@Named
@RequestScoped
public class Theme {
    static final String COOKIE = "assay-theme";
    static final List<String> CHOICES = List.of("system", "light", "dark");

    @Inject
    HttpServletRequest request;

    public List<String> getChoices() {
        return CHOICES;
    }

    public String getChoice() {
        return of(request.getCookies());
    }

    /** The first choice among the cookies that is one of ours, else what the visitor's system says. */
    static String of(Cookie[] cookies) {
        Stream<Cookie> sent = cookies == null ? Stream.empty() : Arrays.stream(cookies);
        return sent.filter(cookie -> cookie.getName().equals(COOKIE)).map(Cookie::getValue).filter(CHOICES::contains)
                .findFirst().orElse(CHOICES.getFirst());
    }
}
