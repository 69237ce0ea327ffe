package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.web.RouteTable.Route;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every route of docs/routes.md, called by everybody: who is let through, what the answers look like, and that nothing
 * of one tenant reaches another.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class RouteMatrixIT {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)\\}");
    /** What stands for a path's parameters; whatever is not listed is "probe". */
    private static final Map<String, String> PLAUSIBLE = Map.of("type", "SgxEnclave", "id",
            "00000000-0000-4000-8000-000000000000", "kid", "k".repeat(43), "version", "1", "device",
            "00000000-0000-4000-8000-000000000000", "authority", "00000000-0000-4000-8000-000000000000");
    private static Cast cast;

    @ArquillianResource
    private URI base;
    private Wire wire;

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archive.built();
    }

    @BeforeEach
    void connect() throws Exception {
        wire = new Wire(base);
        if (cast == null)
            cast = Cast.assemble(wire);
    }

    @Test
    @Tag("AU-05")
    @Tag("TE-04")
    @Tag("UI-05")
    void letsThroughWhomTheTableNamesAndAnswersAsDescribed() throws Exception {
        DescribedAnswers described = new DescribedAnswers(Wire.json(wire.get("/openapi")));
        List<String> wrong = new ArrayList<>();
        for (Route route : RouteTable.documented())
            for (Cast.Player player : cast.players()) {
                HttpResponse<String> answer = call(route, player, Cast.A);
                String where = route + " as " + player + ": ";
                String seen = GateRule.seen(answer);
                String expected = GateRule.expected(route, player, Cast.A);
                if (!seen.equals(expected))
                    wrong.add(where + seen + ", not " + expected + ": " + answer.statusCode() + " " + answer.body());
                SecurityHeaders.missing(answer).forEach(header -> wrong.add(where + header));
                described.differences(route.method(), route.path(), answer)
                        .forEach(difference -> wrong.add(where + difference + ": " + answer.body()));
            }
        assertEquals("", String.join("\n", wrong));
        assertEquals(200, wire.get("/t/" + Cast.A + "/certs").statusCode());
    }

    /** With a version that never was and a body that cannot be read, so that nothing is done. */
    private HttpResponse<String> call(Route route, Cast.Player player, String tenant) throws Exception {
        String body = WITH_BODY.contains(route.method()) ? "{" : null;
        return wire.send(route.method(), filled(route.path(), tenant) + "?api-version=2020-10-01", body,
                player.headers("Content-Type", "application/json", "If-Match", "\"999999999\""));
    }

    private static String filled(String path, String tenant) {
        return PARAMETER.matcher(path).replaceAll(parameter -> parameter.group(1).equals("tenant")
                ? tenant
                : PLAUSIBLE.getOrDefault(parameter.group(1), "probe"));
    }

    @Test
    @Tag("UI-05")
    void pagesLookAtNoTokenAndHaveTheirHeaders() throws Exception {
        assertFalse(RouteTable.pages().isEmpty());
        for (Route page : RouteTable.pages())
            for (Cast.Player player : cast.players()) {
                HttpResponse<String> answer = page(page, player);
                assertTrue(answer.statusCode() < 400, page + " as " + player + ": " + answer.statusCode());
                assertEquals(List.of(), SecurityHeaders.missing(answer), page.toString());
            }
    }

    private HttpResponse<String> page(Route page, Cast.Player player) throws Exception {
        return wire.send(page.method(), page.path(), WITH_BODY.contains(page.method()) ? "choice=dark" : null,
                player.headers("Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin"));
    }

    @Test
    @Tag("UI-05")
    void whatIsNotThereHasTheHeadersToo() throws Exception {
        for (HttpResponse<String> answer : List.of(wire.get("/"), wire.get("/nothing"), wire.get("/admin/nothing"),
                wire.get("/openapi/nothing"), wire.send("DELETE", "/openapi", null),
                wire.send("DELETE", "/certs", null),
                wire.post("/admin/status", "")))
            assertEquals(List.of(), SecurityHeaders.missing(answer), answer.request() + " " + answer.statusCode());
        // The container refuses this one itself, and sends nothing back.
        HttpResponse<String> trace = wire.send("TRACE", "/openapi", null);
        assertEquals("405 ", trace.statusCode() + " " + trace.body());
    }

    @Test
    @Tag("TE-03")
    @Tag("TE-04")
    void nothingOfOneTenantReachesAnother() throws Exception {
        CrossTenant matrix = new CrossTenant(wire, cast);
        matrix.prepare();
        // The second time every cache is warm.
        for (int round = 1; round <= 2; round++)
            assertEquals("", String.join("\n", matrix.crossings()), "round " + round);
    }

    @Test
    @Tag("TE-04")
    void aForeignTenantsRoutesAnswerAsThoseOfNobody() throws Exception {
        List<Route> foreign = RouteTable.documented().stream()
                .filter(route -> !route.anonymous() && route.path().contains("{tenant}")).toList();
        assertFalse(foreign.isEmpty());
        for (int round = 1; round <= 2; round++)
            for (Route route : foreign)
                for (Cast.Player player : cast.of(Cast.A)) {
                    HttpResponse<String> theirs = call(route, player, Cast.B);
                    HttpResponse<String> nobodys = call(route, player, "matrix-nobody");
                    assertEquals(nobodys.statusCode() + nobodys.body(), theirs.statusCode() + theirs.body(),
                            route + " as " + player);
                }
    }

    @Test
    void servesTheDescriptionAndItsPage() throws Exception {
        HttpResponse<String> document = wire.get("/openapi", "Accept", "application/json");
        DescribedAnswers described = new DescribedAnswers(Wire.json(document));
        assertEquals(List.of(), described.documents().unsound());
        assertEquals("https://assay.example/openapi/",
                Wire.json(document).getJsonObject("externalDocs").getString("url"));
        String tag = document.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, wire.get("/openapi", "If-None-Match", tag).statusCode());
        HttpResponse<String> browser = wire.get("/openapi", "Accept", "text/html,*/*;q=0.8");
        assertEquals("/openapi/", browser.headers().firstValue("Location").orElse(""));
        HttpResponse<String> page = wire.get("/openapi/");
        assertTrue(page.body().contains("<h1>API reference</h1>"));
        assertTrue(wire.get("/admin/status").body().contains("href=\"/openapi/\""));
        assertEquals(404, wire.get("/openapi/page").statusCode());
        assertEquals(404, wire.get("/WEB-INF/openapi/00-common.json").statusCode());
    }

    @Test
    @Tag("DO-07")
    void saysNothingOfTheHostHeader() throws Exception {
        String bearer = cast.administrator().authorization().orElseThrow();
        String tenants = "/management/v1/tenants";
        assertTrue(hosted("POST", tenants, "{\"name\":\"hosted\"}", bearer)
                .contains("\r\nLocation: https://assay.example/management/v1/tenants/hosted\r\n"));
        String clients = tenants + "/hosted/clients";
        assertTrue(hosted("POST", clients, "{\"name\":\"boss\",\"roles\":[\"auditor\"]}", bearer)
                .contains("\r\nLocation: https://assay.example" + clients + "/boss\r\n"));
        String issuer = tenants + "/hosted/issuers/idp";
        assertTrue(hosted("PUT", issuer, "{\"issuer\":\"https://login.invalid\",\"audiences\":[\"a\"],\"roles\":"
                + "[{\"claim\":\"roles\",\"value\":\"x\",\"role\":\"auditor\"}]}", bearer)
                .contains("\r\nLocation: https://assay.example" + issuer + "\r\n"));
        for (String path : List.of(tenants + "?limit=1", "/management/v1", "/openapi", "/openapi/", "/certs",
                "/.well-known/openid-configuration", "/admin", "/admin/status",
                "/subscriptions/s/providers/Microsoft.Attestation/attestationProviders?api-version=2021-06-01"))
            hosted("GET", path, "", bearer);
    }

    /** With a foreign Host, which comes back nowhere. */
    private String hosted(String method, String path, String body, String bearer) throws Exception {
        String answer = wire.raw(method + " " + path + " HTTP/1.1\r\nHost: evil.example:81\r\nX-Forwarded-Host: "
                + "evil.example\r\nForwarded: host=evil.example\r\nConnection: close\r\nAuthorization: " + bearer
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body,
                "evil.example");
        assertFalse(answer.contains("evil.example"), path + ": " + answer);
        assertTrue(answer.startsWith("HTTP/1.1 2") || answer.startsWith("HTTP/1.1 3"), path + ": " + answer);
        return answer;
    }

    @Test
    void answersThatSucceedAreAsDescribed() throws Exception {
        DescribedAnswers described = new DescribedAnswers(Wire.json(wire.get("/openapi")));
        List<String> wrong = new DescribedExchanges(wire, cast, described).differences();
        assertEquals("", String.join("\n", wrong));
    }
}
