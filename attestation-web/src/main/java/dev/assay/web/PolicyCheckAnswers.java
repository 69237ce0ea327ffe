package dev.assay.web;

import dev.assay.service.ManagedPolicyAnswer;
import dev.assay.service.PolicyCheckAnswer;
import dev.assay.service.PolicyCheckAnswer.Finding;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The one table from what became of checking a policy to HTTP. */
final class PolicyCheckAnswers {
    private PolicyCheckAnswers() {}

    static Response of(PolicyCheckAnswer answer) {
        return switch (answer) {
            case PolicyCheckAnswer.Checked checked -> Answer.ok(json(checked)).toResponse();
            case PolicyCheckAnswer.Malformed(String detail) ->
                new Problem(400, "malformed", "The request cannot be read.", detail).toResponse();
            case PolicyCheckAnswer.Forbidden() -> Plane.MANAGEMENT.forbidden();
            case PolicyCheckAnswer.NoTenant() -> Plane.MANAGEMENT.stranger();
            case PolicyCheckAnswer.Unavailable() -> new Problem(503, "store-unavailable",
                    "The service cannot answer now.", "The service cannot read its database now.")
                    .with("Retry-After", "5").toResponse();
        };
    }

    static JsonObject json(PolicyCheckAnswer.Checked checked) {
        JsonArrayBuilder warnings = Json.createArrayBuilder();
        checked.findings().forEach(finding -> warnings.add(json(finding)));
        return Json.createObjectBuilder().add("errors", errors(checked.problems())).add("warnings", warnings).build();
    }

    private static JsonArrayBuilder errors(List<ManagedPolicyAnswer.Problem> problems) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        problems.forEach(one -> all.add(Json.createObjectBuilder().add("line", one.line()).add("column", one.column())
                .add("symbol", one.symbol()).add("path", one.path()).add("message", one.message())));
        return all;
    }

    private static JsonObjectBuilder json(Finding finding) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("code", finding.code()).add("grade", finding.grade())
                .add("line", finding.place().line()).add("column", finding.place().column())
                .add("path", finding.place().path()).add("message", finding.message());
        finding.suggestion().ifPresent(suggestion -> json.add("suggestion", suggestion));
        return json;
    }
}
