package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.json.StrictJson;
import dev.assay.persistence.ImpactRows;
import dev.assay.tenant.TenantSnapshot;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** A replay as JSON: what was asked, as it is stored, recorded and shown. */
final class ImpactText {
    private ImpactText() {}

    static JsonObject request(ImpactWish wish, ImpactRun.Plan plan, TenantSnapshot found) {
        JsonObjectBuilder draft = Json.createObjectBuilder().add("hash", plan.draft().hash().toBase64Url());
        wish.version().ifPresent(version -> draft.add("version", version));
        JsonObjectBuilder json = Json.createObjectBuilder().add("draft", draft)
                .add("inForce", Json.createObjectBuilder().add("hash", plan.inForce().hash().toBase64Url())
                        .add("version", found.policyVersion()))
                .add("last", plan.window().most()).add("to", plan.window().to().toString())
                .add("seconds", plan.bound().toSeconds()).add("examples", plan.examples());
        plan.window().from().ifPresent(from -> json.add("from", from.toString()));
        return json.build();
    }

    static ImpactView view(ImpactRows.Run run, AttestationType type) {
        return new ImpactView(run.id(), type.wireName(), run.state(),
                new ImpactView.Progress(run.progress().progress(), run.progress().total()),
                object("request", run.request()), object("result", run.progress().result()),
                new ImpactView.Dates(run.started(), run.ended()));
    }

    private static JsonObject object(String name, String text) {
        return StrictJson.object(name, Bytes.utf8(text));
    }
}
