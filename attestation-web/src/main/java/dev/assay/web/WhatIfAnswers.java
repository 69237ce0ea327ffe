package dev.assay.web;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.service.WhatIfAnswer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;

/** The one table from what became of a what-if to HTTP: a verdict of any kind is 200, since telling it is the purpose. */
final class WhatIfAnswers {
    private WhatIfAnswers() {}

    static Response of(WhatIfAnswer answer, AppraisalRequest request) {
        return switch (answer) {
            case WhatIfAnswer.Told told -> Answer.ok(hinted(told, request)).toResponse();
            case WhatIfAnswer.BadValue(String code, String detail) -> new Problem(400, code,
                    "The appraisal cannot be tried so.", detail).toResponse();
            case WhatIfAnswer.Unparsed(var problems) -> ManagedPolicyAnswers.unparsed(problems);
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
}
