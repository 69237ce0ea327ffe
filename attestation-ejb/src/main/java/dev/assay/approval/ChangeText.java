package dev.assay.approval;

import dev.assay.approval.ProposedChange.AnchorSetAssignment;
import dev.assay.approval.ProposedChange.ChainInstallation;
import dev.assay.approval.ProposedChange.KeyReplacement;
import dev.assay.approval.ProposedChange.PolicyActivation;
import dev.assay.approval.ProposedChange.PolicyReset;
import dev.assay.approval.ProposedChange.PolicyUpload;
import dev.assay.approval.ProposedChange.SettingsChange;
import dev.assay.evidence.AttestationType;
import dev.assay.json.CanonicalJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;

/** Proposed changes as text, for a store: canonical JSON, so that equal changes are equal texts. */
public final class ChangeText {
    private ChangeText() {}

    public static String write(ProposedChange change) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("kind", change.kind());
        JsonObjectBuilder whole = switch (change) {
            case PolicyUpload(var type, var document, var note) -> noted(json, type, note).add("document", document);
            case PolicyReset(var type, var document) -> json.add("type", type.wireName()).add("document", document);
            case PolicyActivation(var type, int version, var note) -> noted(json, type, note).add("version", version);
            case KeyReplacement(var revoke) -> json.add("revoke", revoke);
            case ChainInstallation(var kid, var pem) -> json.add("kid", kid).add("pem", pem);
            case SettingsChange(var before, var after) -> json.add("before", SettingsText.json(before))
                    .add("after", SettingsText.json(after));
            case AnchorSetAssignment(var before, var after) -> json.add("before", before).add("after", after);
        };
        return CanonicalJson.write(whole.build());
    }

    private static JsonObjectBuilder noted(JsonObjectBuilder json, AttestationType type, Optional<String> note) {
        note.ifPresent(why -> json.add("note", why));
        return json.add("type", type.wireName());
    }

    /** @param text by {@link #write} */
    public static ProposedChange read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return read(reader.readObject());
        }
    }

    private static ProposedChange read(JsonObject json) {
        return switch (json.getString("kind")) {
            case "policy-upload" -> new PolicyUpload(type(json), json.getString("document"), note(json));
            case "policy-activation" -> new PolicyActivation(type(json), json.getInt("version"), note(json));
            case "policy-reset" -> new PolicyReset(type(json), json.getString("document"));
            case "key-replacement" -> new KeyReplacement(json.getBoolean("revoke"));
            case "chain-installation" -> new ChainInstallation(json.getString("kid"), json.getString("pem"));
            case "settings-change" -> new SettingsChange(SettingsText.read(json.getJsonObject("before")),
                    SettingsText.read(json.getJsonObject("after")));
            case "anchor-set-assignment" -> new AnchorSetAssignment(json.getString("before"),
                    json.getString("after"));
            default -> throw new IllegalStateException("a newer server stored this change");
        };
    }

    private static Optional<String> note(JsonObject json) {
        return Optional.ofNullable(json.getString("note", null));
    }

    private static AttestationType type(JsonObject json) {
        return AttestationType.named(json.getString("type")).orElseThrow();
    }
}
