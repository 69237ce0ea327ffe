package dev.assay.web;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.service.WhatIfAnswer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The one table from what became of a what-if to HTTP: a verdict of any kind is 200, since telling it is the purpose. */
final class WhatIfAnswers {
    private WhatIfAnswers() {}

    static Response of(WhatIfAnswer answer, AppraisalRequest request) {
        return switch (answer) {
            case WhatIfAnswer.Told told -> Answer.ok(hinted(told, request)).toResponse();
            case WhatIfAnswer.BadValue(String code, String detail) -> new Problem(400, code,
                    "The appraisal cannot be tried so.", detail).toResponse();
            case WhatIfAnswer.Unparsed(List<WhatIfAnswer.Problem> problems) -> unparsed(problems);
            case WhatIfAnswer.Forbidden() -> Plane.MANAGEMENT.forbidden();
            case WhatIfAnswer.NoSuchTenant() -> Plane.MANAGEMENT.stranger();
            case WhatIfAnswer.Unavailable(var reason, String detail, var retryAfter) -> new Problem(503, reason.code(),
                    "The service cannot answer now.", detail)
                    .with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))).toResponse();
        };
    }

    private static JsonObject hinted(WhatIfAnswer.Told told, AppraisalRequest request) {
        return AttestResource.hint(told.reason(), request)
                .map(hint -> Json.createObjectBuilder(told.report()).add("hint", hint).build()).orElse(told.report());
    }

    /** The problem details have each of them. */
    static JsonObject body(List<WhatIfAnswer.Problem> problems) {
        WhatIfAnswer.Problem first = problems.getFirst();
        String said = "policy, line %d, column %d: %s".formatted(first.line(), first.column(), first.message());
        JsonArrayBuilder all = Json.createArrayBuilder();
        problems.forEach(one -> all.add(Json.createObjectBuilder().add("line", one.line()).add("column", one.column())
                .add("symbol", one.symbol()).add("path", one.path()).add("message", one.message())));
        return Json.createObjectBuilder(new Problem(400, "policy-parsing-error", "The text is no policy.",
                problems.size() == 1 ? said : problems.size() + " problems; the first: " + said).body())
                .add("problems", all).build();
    }

    private static Response unparsed(List<WhatIfAnswer.Problem> problems) {
        return Response.status(400).entity(body(problems).toString()).header("Content-Type", Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store").build();
    }
}
