package dev.assay.approval;

import dev.assay.signing.SigningAlgorithm;
import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TokenSettings;
import dev.assay.tenant.TrustModel;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A tenant's settings as JSON; what is not set is left out. */
final class SettingsText {
    private SettingsText() {}

    static JsonObject json(TenantSettings settings) {
        JsonArrayBuilder types = Json.createArrayBuilder();
        settings.authenticated().sorted().forEach(types::add);
        JsonObjectBuilder json = Json.createObjectBuilder().add("trustModel", settings.trustModel().name())
                .add("baseline", settings.baseline()).add("anchorSet", settings.anchorSet())
                .add("authenticated", types).add("token", token(settings.token()))
                .add("quotas", quotas(settings.quotas())).add("fourEyes", settings.fourEyes());
        settings.keepEvidenceDays().ifPresent(days -> json.add("keepEvidenceDays", days));
        return json.build();
    }

    private static JsonObjectBuilder token(TokenSettings token) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("algorithm", token.algorithm().name())
                .add("tpmLifetimeSeconds", token.tpmLifetime().toSeconds());
        token.lifetime().ifPresent(lifetime -> json.add("lifetimeSeconds", lifetime.toSeconds()));
        token.audience().ifPresent(audience -> json.add("audience", audience));
        return json;
    }

    private static JsonObjectBuilder quotas(Quotas quotas) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("bodyBytes", quotas.bodyBytes())
                .add("policyVersions", quotas.policyVersions()).add("policyBytes", quotas.policyBytes())
                .add("tpmDevices", quotas.tpmDevices());
        quotas.storedEvidenceBytes().ifPresent(bytes -> json.add("storedEvidenceBytes", bytes));
        quotas.requestsPerSecond().ifPresent(rate -> json.add("requestsPerSecond", rate));
        return json;
    }

    static TenantSettings read(JsonObject json) {
        AuthenticatedTypes types = AuthenticatedTypes.of(
                json.getJsonArray("authenticated").getValuesAs(JsonString.class).stream().map(JsonString::getString)
                        .toList());
        return new TenantSettings(TrustModel.valueOf(json.getString("trustModel")), json.getString("baseline"),
                json.getString("anchorSet"), types, readToken(json.getJsonObject("token")),
                readQuotas(json.getJsonObject("quotas")), json.getBoolean("fourEyes"),
                json.containsKey("keepEvidenceDays")
                        ? OptionalInt.of(json.getInt("keepEvidenceDays"))
                        : OptionalInt.empty());
    }

    private static TokenSettings readToken(JsonObject json) {
        Optional<Duration> lifetime = json.containsKey("lifetimeSeconds")
                ? Optional.of(Duration.ofSeconds(json.getInt("lifetimeSeconds")))
                : Optional.empty();
        return new TokenSettings(SigningAlgorithm.valueOf(json.getString("algorithm")), lifetime,
                Optional.ofNullable(json.getString("audience", null)),
                // Not of proposals that were made before there was one.
                Duration.ofSeconds(json.getInt("tpmLifetimeSeconds",
                        Math.toIntExact(TokenSettings.TPM_LIFETIME.toSeconds()))));
    }

    private static Quotas readQuotas(JsonObject json) {
        OptionalInt rate = json.containsKey("requestsPerSecond")
                ? OptionalInt.of(json.getInt("requestsPerSecond"))
                : OptionalInt.empty();
        OptionalLong evidence = json.containsKey("storedEvidenceBytes")
                ? OptionalLong.of(json.getJsonNumber("storedEvidenceBytes").longValueExact())
                : OptionalLong.empty();
        return new Quotas(rate, json.getInt("bodyBytes"), json.getInt("policyVersions"), json.getInt("policyBytes"),
                // Not of proposals that were made before there was one.
                evidence, json.getInt("tpmDevices", Quotas.TPM_DEVICES));
    }
}
