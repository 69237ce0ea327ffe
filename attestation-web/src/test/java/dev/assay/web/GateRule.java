package dev.assay.web;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Set;

/** What docs/routes.md says of a caller at a route, and what an answer says. */
final class GateRule {
    static final String THROUGH = "let through";
    private static final Set<String> REFUSALS = Set.of("401 Unauthorized", "401 token-missing-or-refused",
            "401 AuthenticationFailed", "403 role-missing", "403 AuthorizationFailed", "404 tenant-not-found");

    private GateRule() {}

    /** @param tenant whose object the request is for, where the path names one */
    static String expected(RouteTable.Route route, Cast.Player player, String tenant) {
        if (route.anonymous())
            return THROUGH;
        Words words = Words.of(route.path());
        if (!player.identified())
            return words.unidentified;
        boolean stranger = route.path().contains("{tenant}") && !player.platform()
                && !player.tenant().orElse("").equals(tenant);
        if (stranger)
            return words.stranger;
        return player.roles().stream().anyMatch(route.who()::contains) ? THROUGH : words.forbidden;
    }

    /** Each plane's refusals ("Settled", Wire). */
    private enum Words {
        DATA("401 Unauthorized", "401 Unauthorized", "401 Unauthorized"),
        MANAGEMENT("401 token-missing-or-refused", "404 tenant-not-found", "403 role-missing"),
        RESOURCE_MANAGER("401 AuthenticationFailed", "no tenant's path", "403 AuthorizationFailed");

        private final String unidentified;
        private final String stranger;
        private final String forbidden;

        Words(String unidentified, String stranger, String forbidden) {
            this.unidentified = unidentified;
            this.stranger = stranger;
            this.forbidden = forbidden;
        }

        static Words of(String path) {
            if (path.startsWith("/t/"))
                return DATA;
            return path.startsWith("/management/") ? MANAGEMENT : RESOURCE_MANAGER;
        }
    }

    /** The gate's refusal by its status and code; whatever else a route answers, its method was reached. */
    static String seen(HttpResponse<String> answer) {
        String seen = answer.statusCode() + " " + code(answer);
        return REFUSALS.contains(seen) ? seen : THROUGH;
    }

    private static String code(HttpResponse<String> answer) {
        // The oldest preview's 401 has its code here alone: its body is a JSON string.
        if (answer.body().startsWith("\""))
            return answer.headers().firstValue("x-ms-error-code").orElse("");
        if (answer.body().isEmpty() || !answer.headers().firstValue("Content-Type").orElse("").contains("json"))
            return "";
        JsonObject body = Wire.json(answer);
        return body.get("error") instanceof JsonObject error
                ? error.getString("code", "")
                : body.getString("code", "");
    }
}
