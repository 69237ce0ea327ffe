package dev.assay.web;

import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalState;
import dev.assay.service.ProposalAnswer;
import dev.assay.service.ProposalView;
import dev.assay.service.TenantAnswer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The one table from what became of a call about proposals to HTTP, and the two answers to a change that waits. */
final class ProposalAnswers {
    private static final String WAITS = "The change waits for a second person, and is not in force. "
            + "Have another administrator approve the proposal.";

    private ProposalAnswers() {}

    /** A page's state, or null, and size: to go on with. */
    record Asked(String state, int size) {
        static final Asked ONE = new Asked(null, 1);

        String next(String tenant, UUID after) {
            return path(tenant) + "?after=" + after + "&limit=" + size + (state == null ? "" : "&state=" + state);
        }
    }

    static Response of(ProposalAnswer answer) {
        return of(answer, Asked.ONE);
    }

    static Response of(ProposalAnswer answer, Asked asked) {
        return switch (answer) {
            case ProposalAnswer.NotNeeded() -> throw new IllegalStateException("the caller makes the change");
            case ProposalAnswer.Waits(ProposalView proposal) -> waiting(proposal).toResponse();
            case ProposalAnswer.Shown(ProposalView.Detail proposal) -> shown(proposal).toResponse();
            case ProposalAnswer.Listed listed -> Answer.ok(json(listed, asked)).toResponse();
            case TenantAnswer.Refused refused -> problem(refused).toResponse();
            case ProposalAnswer.Unavailable() -> new Problem(503, "store-unavailable", "The service cannot answer now.",
                    "The service cannot read its database or use its keys now.").with("Retry-After", "5").toResponse();
        };
    }

    /** TE-04: of a tenant that is not the caller's nothing is said that the gate would not say. */
    static Problem problem(TenantAnswer.Refused refused) {
        return switch (refused.kind()) {
            case BAD_VALUE, FORBIDDEN -> TenantAnswers.problem(refused);
            case NOT_FOUND -> refused.code().equals("tenant-not-found")
                    ? TenantAnswers.problem(refused)
                    : new Problem(404, refused.code(), "There is no such proposal.", refused.detail());
            case CONFLICT, STALE -> new Problem(409, refused.code(), "The proposal cannot be decided so.",
                    refused.detail());
        };
    }

    /** On the management plane: 202, where the change itself would be 200. */
    static Answer waiting(ProposalView view) {
        JsonObject body = Json.createObjectBuilder().add("type", "urn:assay:problem:approval-pending")
                .add("title", "The change waits for approval.").add("status", 202).add("detail", WAITS)
                .add("code", "approval-pending").add("proposal", json(view)).build();
        return new Answer(202, Answer.ok(body).headers(), body).with("Location", path(view));
    }

    /** On the data plane: an error's body, so that a client that expects 200 never takes the change for made. */
    static Answer waitingOnDataPlane(ProposalView view) {
        return Answer.error(ErrorCode.APPROVAL_PENDING, WAITS).with("Location", path(view));
    }

    private static Answer shown(ProposalView.Detail detail) {
        boolean unfinished = detail.view().proposal().state() == ProposalState.APPROVED;
        JsonObject body = json(detail);
        return new Answer(unfinished ? 202 : 200, Answer.ok(body).headers(), body);
    }

    static String path(ProposalView view) {
        return path(view.tenant()) + "/" + view.proposal().key().id();
    }

    private static String path(String tenant) {
        return TenantAnswers.PATH + "/" + tenant + "/proposals";
    }

    private static JsonObjectBuilder json(ProposalView view) {
        Proposal proposal = view.proposal();
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", proposal.key().id().toString())
                .add("tenant", view.tenant()).add("matter", proposal.change().matter().word())
                .add("kind", proposal.change().kind()).add("state", proposal.state().word())
                .add("proposedBy", json(proposal.proposer())).add("proposedAt", proposal.times().proposed().toString())
                .add("expiresAt", proposal.times().expires().toString());
        proposal.decision().ifPresent(made -> json.add("decidedBy", json(made.by()))
                .add("decidedAt", made.at().toString()).add("note", made.note()));
        return json;
    }

    private static JsonObjectBuilder json(Person person) {
        return Json.createObjectBuilder().add("issuer", person.issuer()).add("subject", person.subject());
    }

    static JsonObject json(ProposalView.Detail detail) {
        JsonArrayBuilder differences = Json.createArrayBuilder();
        detail.differences().forEach(difference -> {
            JsonObjectBuilder one = Json.createObjectBuilder().add("field", difference.field());
            difference.before().ifPresentOrElse(text -> one.add("before", text), () -> one.addNull("before"));
            difference.after().ifPresentOrElse(text -> one.add("after", text), () -> one.addNull("after"));
            differences.add(one);
        });
        JsonArrayBuilder history = Json.createArrayBuilder();
        detail.history().forEach(event -> history.add(Json.createObjectBuilder()
                .add("operation", event.operation().word()).add("by", json(event.by()))
                .add("at", event.at().toString()).add("note", event.note()).add("traceId", event.traceId())));
        return json(detail.view()).add("current", detail.current()).add("differences", differences)
                .add("history", history).build();
    }

    private static JsonObject json(ProposalAnswer.Listed listed, Asked asked) {
        JsonArrayBuilder proposals = Json.createArrayBuilder();
        listed.proposals().forEach(view -> proposals.add(json(view)));
        JsonObjectBuilder json = Json.createObjectBuilder().add("proposals", proposals);
        listed.next().ifPresent(id -> json.add("next", asked.next(listed.proposals().getFirst().tenant(), id)));
        return json.build();
    }
}
