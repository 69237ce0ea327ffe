package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.TpmChallenge;
import jakarta.json.JsonObject;
import java.time.Instant;

/** An emulated device, a tenant that trusts its attestation key's authority, and the texts a client of an SDK sends. */
record TpmSdkCase(RunningService service, TpmTenant tenant, EmulatedTpmDevice device) {
    static final String INIT = "{\"payload\":{\"type\":\"aikcert\"}}";
    private static final String POLICY = """
            version=1.2;
            configurationrules { => issueproperty(type="required_pcr_mask", value=255); };
            authorizationrules { [type=="aikValidated", value==true] => permit(); };
            issuancerules { c:[type=="secureBootEnabled"] => issue(claim=c); c:[type=="aikValidated"] => issue(claim=c); };
            """;

    static TpmSdkCase make(RunningService service, String name) {
        EmulatedTpmDevice device = EmulatedTpmDevice.create(Instant.now());
        String administrator = Command.run(service.place(), "token", "--url", service.place().issuer("default"))
                .printed().strip();
        return new TpmSdkCase(service,
                TpmTenant.make(service, administrator, name).trusting(device).deciding(POLICY), device);
    }

    String endpoint() {
        return service.place().issuer(tenant.name());
    }

    /** @param answer to {@link #INIT}, as the SDK gives it */
    String request(String answer) {
        JsonObject payload = Json.object(answer).getJsonObject("payload");
        TpmChallenge challenge = TpmChallenge.of(payload.getString("challenge"), payload.getString("service_context"));
        return jakarta.json.Json.createObjectBuilder().add("payload", jakarta.json.Json.createObjectBuilder()
                .add("request", device.attest(challenge, Instant.now()))).build().toString();
    }

    /** As a relying party: by the tenant's published keys, and nobody else's; then what it says. */
    void verifies(String answer) {
        Token report = Token.parse(Json.object(answer).getJsonObject("payload").getString("report"));
        assertTrue(new CachingParty(tenant.client(), Instant::now).verifies(report));
        assertFalse(new CachingParty(service.client("demo"), Instant::now).verifies(report));
        Token changed = report.withClaimChanged("\"secureBootEnabled\":true", "\"secureBootEnabled\":false");
        assertFalse(new CachingParty(tenant.client(), Instant::now).verifies(changed));
        JsonObject claims = report.claims();
        assertEquals(endpoint(), claims.getString("iss"));
        assertTrue(Instant.ofEpochSecond(claims.getInt("exp")).isAfter(Instant.now()));
        assertTrue(claims.getBoolean("aikValidated"));
        assertTrue(claims.getBoolean("secureBootEnabled"));
    }

    /** The newest record. */
    String recorded() {
        return service.audit().newest(tenant.name(), 1).getFirst();
    }
}
