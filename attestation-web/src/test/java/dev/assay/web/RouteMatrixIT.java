package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.web.RouteTable.Route;
import java.io.File;
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
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
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
            "00000000-0000-4000-8000-000000000000", "kid", "k".repeat(43));
    private static Cast cast;

    @ArquillianResource
    private URI base;
    private Wire wire;

    @Deployment(testable = false)
    static WebArchive archive() {
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war").importFrom(new File("target/attestation.war"))
                .as(WebArchive.class);
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
    void answersThatSucceedAreAsDescribed() throws Exception {
        DescribedAnswers described = new DescribedAnswers(Wire.json(wire.get("/openapi")));
        String[] admin = cast.administrator().headers("Content-Type", "application/json", "If-Match", "*");
        String tenants = "/management/v1/tenants";
        String one = tenants + "/{tenant}";
        record Case(int status, String method, String path, HttpResponse<String> answer) {}
        for (Case it : List.of(
                new Case(200, "POST", "/t/{tenant}/attest/{type}", cast.attest(Cast.B)),
                new Case(200, "GET", "/t/{tenant}/certs", wire.get("/t/" + Cast.B + "/certs")),
                new Case(200, "GET", "/t/{tenant}/.well-known/openid-configuration",
                        wire.get("/.well-known/openid-configuration")),
                new Case(200, "POST", "/oauth2/token", cast.token("platform-admin", DatabaseFirst.ADMIN_SECRET)),
                new Case(401, "POST", "/oauth2/token", cast.token("platform-admin", "another-secret-of-that-kind")),
                new Case(201, "POST", tenants, wire.post(tenants, "{\"name\":\"described\"}", admin)),
                new Case(409, "POST", tenants, wire.post(tenants, "{\"name\":\"default\"}", admin)),
                new Case(200, "GET", tenants, wire.send("GET", tenants + "?limit=1", null, admin)),
                new Case(400, "GET", tenants, wire.send("GET", tenants + "?limit=x", null, admin)),
                new Case(200, "GET", one, wire.send("GET", tenants + "/described", null, admin)),
                new Case(200, "PATCH", one, wire.send("PATCH", tenants + "/described",
                        "{\"token\":{\"lifetimeSeconds\":600}}", admin)),
                new Case(200, "POST", one + "/suspend", wire.send("POST", tenants + "/described/suspend", null, admin)),
                new Case(200, "POST", one + "/resume", wire.send("POST", tenants + "/described/resume", null, admin)),
                new Case(200, "DELETE", one, wire.send("DELETE", tenants + "/described", null, admin)),
                new Case(409, "PATCH", one, wire.send("PATCH", tenants + "/described", "{}", admin)))) {
            assertEquals(it.status(), it.answer().statusCode(), it.path() + " " + it.answer().body());
            assertEquals(List.of(), described.differences(it.method(), it.path(), it.answer()),
                    it.path() + " " + it.answer().body());
        }
    }
}
