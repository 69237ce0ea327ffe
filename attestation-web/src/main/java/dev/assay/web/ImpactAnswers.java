package dev.assay.web;

import dev.assay.service.ImpactAnswer;
import dev.assay.service.ImpactView;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** The one table from what became of a call about replays to HTTP. */
final class ImpactAnswers {
    private ImpactAnswers() {}

    static Response of(ImpactAnswer answer, String tenant) {
        return switch (answer) {
            case ImpactAnswer.Started(ImpactView impact) -> new Answer(202, Answer.ok(json(impact)).headers(),
                    json(impact)).with("Location", path(impact, tenant)).toResponse();
            case ImpactAnswer.Shown(ImpactView impact) -> Answer.ok(json(impact)).toResponse();
            case ImpactAnswer.Refused refused -> problem(refused).toResponse();
            case ImpactAnswer.Unparsed(var problems) -> ManagedPolicyAnswers.unparsed(problems);
            case ImpactAnswer.Busy() -> new Problem(503, "overloaded", "The service cannot answer now.",
                    "As many replays run on this server as may at once. Repeat the request later.")
                    .with("Retry-After", "30").toResponse();
            case ImpactAnswer.Unavailable() -> new Problem(503, "store-unavailable",
                    "The service cannot answer now.", "The service cannot read its database now.")
                    .with("Retry-After", "5").toResponse();
        };
    }

    /** In lower case, as every path is. */
    private static String path(ImpactView impact, String tenant) {
        return TenantAnswers.PATH + "/" + tenant + "/policies/" + impact.attestationType().toLowerCase(Locale.ROOT)
                + "/impacts/" + impact.id();
    }

    static Problem problem(ImpactAnswer.Refused refused) {
        int status = switch (refused.kind()) {
            case BAD_VALUE -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case UNREADABLE -> 503;
        };
        String title = switch (refused.kind()) {
            case BAD_VALUE -> "A value is not possible.";
            case FORBIDDEN -> "The caller may not do this.";
            case NOT_FOUND -> "There is no such tenant or replay.";
            case CONFLICT -> "The tenant's state does not allow it.";
            case UNREADABLE -> "The service cannot answer now.";
        };
        return new Problem(status, refused.code(), title, refused.detail());
    }

    static JsonObject json(ImpactView impact) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", impact.id().toString())
                .add("attestationType", impact.attestationType()).add("state", impact.state())
                .add("progress", impact.progress().done()).add("total", impact.progress().total())
                .add("startedAt", impact.dates().started().toString());
        impact.dates().ended().ifPresent(at -> json.add("endedAt", at.toString()));
        return json.add("request", impact.request()).add("result", impact.result()).build();
    }
}
