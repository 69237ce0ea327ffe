package dev.assay.web;

import dev.assay.approval.Person;
import dev.assay.service.ManagedPolicyAnswer;
import dev.assay.service.PolicyView;
import dev.assay.service.ProposalView;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The one table from what became of a call about managed policies to HTTP. @param size of the page asked for */
record ManagedPolicyAnswers(String tenant, int size) {
    Response of(ManagedPolicyAnswer answer) {
        return switch (answer) {
            case ManagedPolicyAnswer.Shown(PolicyView policy) -> Answer.ok(json(policy))
                    .with("ETag", "\"" + policy.changes() + "\"").toResponse();
            case ManagedPolicyAnswer.Listed(List<PolicyView> policies) -> Answer.ok(json(policies)).toResponse();
            case ManagedPolicyAnswer.Versions versions -> Answer.ok(json(versions)).toResponse();
            case ManagedPolicyAnswer.OneVersion(PolicyView.Version version) -> Answer.ok(version(version).build())
                    .toResponse();
            case ManagedPolicyAnswer.Waits(ProposalView proposal) -> ProposalAnswers.waiting(proposal).toResponse();
            case ManagedPolicyAnswer.Unparsed(List<ManagedPolicyAnswer.Problem> problems) -> unparsed(problems);
            case ManagedPolicyAnswer.Refused refused -> problem(refused).toResponse();
            case ManagedPolicyAnswer.Unavailable() -> new Problem(503, "store-unavailable",
                    "The service cannot answer now.", "The service cannot read its database now.")
                    .with("Retry-After", "5").toResponse();
        };
    }

    static Problem problem(ManagedPolicyAnswer.Refused refused) {
        return switch (refused.kind()) {
            case BAD_VALUE -> new Problem(400, refused.code(), "The policy cannot be taken.", refused.detail());
            case FORBIDDEN -> new Problem(403, refused.code(), "The caller may not do this.", refused.detail());
            case NO_TENANT -> new Problem(404, refused.code(), "There is no such tenant.", refused.detail());
            case NO_VERSION -> new Problem(404, refused.code(), "There is no such version.", refused.detail());
            case CONFLICT -> new Problem(409, refused.code(), "What is stored does not allow it.", refused.detail());
            case STALE -> new Problem(412, refused.code(), "The policy was changed meanwhile.", refused.detail());
            case TOO_LARGE -> new Problem(413, refused.code(), "The request cannot be taken.", refused.detail());
        };
    }

    /** The problem details have each of them, as {@code :check} has. */
    static JsonObject body(List<ManagedPolicyAnswer.Problem> problems) {
        String detail = problems.size() == 1
                ? said(problems.getFirst())
                : problems.size() + " problems; the first: " + said(problems.getFirst());
        JsonArrayBuilder all = Json.createArrayBuilder();
        problems.forEach(one -> all.add(Json.createObjectBuilder().add("line", one.line()).add("column", one.column())
                .add("symbol", one.symbol()).add("path", one.path()).add("message", one.message())));
        Problem problem = new Problem(400, "policy-parsing-error", "The text is no policy.", detail);
        return Json.createObjectBuilder(problem.body()).add("problems", all).build();
    }

    private static String said(ManagedPolicyAnswer.Problem one) {
        return "line %d, column %d: %s".formatted(one.line(), one.column(), one.message());
    }

    static Response unparsed(List<ManagedPolicyAnswer.Problem> problems) {
        return new Answer(400, Map.of("Cache-Control", "no-store"), body(problems)).toResponse(Problem.MEDIA_TYPE);
    }

    private static JsonObject json(List<PolicyView> policies) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        policies.forEach(policy -> array.add(head(policy)));
        return Json.createObjectBuilder().add("policies", array).build();
    }

    private static JsonObjectBuilder head(PolicyView policy) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("attestationType", policy.type().wireName())
                .add("version", policy.version().number())
                .add("source", policy.source().name().toLowerCase(Locale.ROOT))
                .add("hash", policy.version().hash().toBase64Url())
                .add("signed", policy.version().signer().isPresent()).add("changes", policy.changes());
        policy.last().ifPresent(last -> {
            json.add("activeFrom", last.at().toString()).add("activatedBy", json(last.by()));
            last.note().ifPresent(note -> json.add("activationNote", note));
        });
        return json;
    }

    static JsonObject json(PolicyView policy) {
        return head(policy).addAll(version(policy.version())).build();
    }

    private JsonObject json(ManagedPolicyAnswer.Versions page) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        page.versions().forEach(version -> array.add(version(version)));
        JsonObjectBuilder json = Json.createObjectBuilder().add("versions", array);
        page.next().ifPresent(before -> json.add("next", TenantAnswers.PATH + "/" + tenant + "/policies/"
                + page.type().wireName() + "/versions?before=" + before + "&limit=" + size));
        return json.build();
    }

    static JsonObjectBuilder version(PolicyView.Version version) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("version", version.number())
                .add("hash", version.hash().toBase64Url()).add("documentHash", version.documentHash().toBase64Url())
                .add("signed", version.signer().isPresent());
        version.signer().ifPresent(signer -> json.add("signer", json(signer)));
        version.stored().ifPresent(stored -> stored(json, stored));
        version.activity().ifPresent(activity -> json.add("activations", activity.times()).add("active",
                json(activity)));
        version.content().ifPresent(content -> json.add("text", content.text()).add("document", content.document()));
        return json;
    }

    private static JsonObjectBuilder json(PolicyView.Signer signer) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("sha256", signer.sha256().toHex());
        signer.certificate().ifPresent(certificate -> json.add("subject", certificate.subject()).add("notAfter",
                certificate.notAfter().toString()));
        return json;
    }

    private static void stored(JsonObjectBuilder json, PolicyView.Stored stored) {
        json.add("storedAt", stored.at().toString()).add("storedBy", json(stored.by()));
        stored.note().ifPresent(note -> json.add("note", note));
    }

    private static JsonArray json(PolicyView.Activity activity) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        activity.latest().forEach(interval -> array.add(json(interval)));
        return array.build();
    }

    private static JsonObjectBuilder json(PolicyView.Interval interval) {
        PolicyView.Activation activation = interval.activation();
        JsonObjectBuilder json = Json.createObjectBuilder().add("from", activation.at().toString());
        interval.to().ifPresent(to -> json.add("to", to.toString()));
        json.add("operation", activation.operation()).add("by", json(activation.by()));
        activation.note().ifPresent(note -> json.add("note", note));
        return json;
    }

    private static JsonObjectBuilder json(Person person) {
        return Json.createObjectBuilder().add("issuer", person.issuer()).add("subject", person.subject());
    }
}
