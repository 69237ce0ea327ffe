package dev.assay.web;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Set;

/** What docs/routes.md says of a caller at a route, and what an answer says. */
final class GateRule {
    static final String THROUGH = "let through";
    private static final Set<String> REFUSALS = Set.of("401 Unauthorized", "401 token-missing-or-refused",
            "403 role-missing", "404 tenant-not-found");

    private GateRule() {}

    /** @param tenant whose object the request is for, where the path names one */
    static String expected(RouteTable.Route route, Cast.Player player, String tenant) {
        if (route.anonymous())
            return THROUGH;
        boolean data = !route.management();
        if (!player.identified())
            return data ? "401 Unauthorized" : "401 token-missing-or-refused";
        boolean stranger = route.path().contains("{tenant}") && !player.platform()
                && !player.tenant().orElse("").equals(tenant);
        if (stranger)
            return data ? "401 Unauthorized" : "404 tenant-not-found";
        if (player.roles().stream().anyMatch(route.who()::contains))
            return THROUGH;
        return data ? "401 Unauthorized" : "403 role-missing";
    }

    /** The gate's refusal by its status and code; whatever else a route answers, its method was reached. */
    static String seen(HttpResponse<String> answer) {
        String seen = answer.statusCode() + " " + code(answer);
        return REFUSALS.contains(seen) ? seen : THROUGH;
    }

    private static String code(HttpResponse<String> answer) {
        if (!answer.headers().firstValue("Content-Type").orElse("").contains("json"))
            return "";
        JsonObject body = Wire.json(answer);
        return body.get("error") instanceof JsonObject error
                ? error.getString("code", "")
                : body.getString("code", "");
    }
}
