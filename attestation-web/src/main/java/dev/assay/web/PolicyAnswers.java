package dev.assay.web;

import dev.assay.evidence.Reason;
import dev.assay.service.Policies.Wording;
import dev.assay.service.PolicyAnswer;
import dev.assay.service.ProposalView;
import jakarta.json.Json;
import jakarta.ws.rs.core.Response;

/** The one table from what became of a call about policies to HTTP (maa-api §3, §7, §8). */
record PolicyAnswers(Wording wording) {
    Response of(PolicyAnswer answer) {
        return switch (answer) {
            case PolicyAnswer.Signed(String token) -> signed(token);
            case PolicyAnswer.Plain(String document) -> Answer
                    .ok(Json.createObjectBuilder().add("policy", document).build()).toResponse();
            case PolicyAnswer.Unauthorized() -> plane().forbidden();
            case PolicyAnswer.NoSuchTenant() -> Answers.noSuchTenant().toResponse();
            case PolicyAnswer.BadRequest(String code, String detail) -> Answer
                    .error(ErrorCode.named(code).orElseThrow(), detail).toResponse();
            case PolicyAnswer.Conflict(String detail) -> Answer.error(ErrorCode.CONFLICT, detail).toResponse();
            case PolicyAnswer.Waits(ProposalView proposal) -> ProposalAnswers.waitingOnDataPlane(proposal).toResponse();
            case PolicyAnswer.Unavailable(Reason reason, String detail) -> Answers.reason(reason, detail)
                    .with("Retry-After", "5").toResponse();
        };
    }

    private Response signed(String token) {
        return switch (wording) {
            case STABLE -> Answer.ok(Json.createObjectBuilder().add("token", token).build()).toResponse();
            case PREVIEW -> new JsonText(200, token).toResponse();
        };
    }

    private Plane plane() {
        return switch (wording) {
            case STABLE -> Plane.DATA;
            case PREVIEW -> Plane.PREVIEW;
        };
    }
}
