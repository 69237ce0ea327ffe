package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The unmodified Azure Resource Manager client for attestation providers over HTTPS, its two published versions and the
 * api-versions they speak (maa-api §9). The one for JavaScript: the Java one is not on the registry this is built from.
 */
@Tag("sdk")
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureResourceManagerIT {
    private static final String PROVIDERS = "/providers/Microsoft.Attestation/attestationProviders/";

    private final RunningService service;
    private JsonObject results;

    AzureResourceManagerIT(RunningService service) {
        this.service = service;
    }

    /** Before each test, not before all: a skipped test is reported, a skipped class is not. */
    @BeforeEach
    void callEverythingOnce() throws IOException {
        if (results == null)
            results = Json.object(NodeProgram.installed(service.authority()).run("providers.mjs", given().toString()));
    }

    private JsonObject given() throws IOException {
        String secret = Files.readString(service.place().data().resolve("keys").resolve("platform-admin.secret"))
                .strip();
        return jakarta.json.Json.createObjectBuilder().add("endpoint", service.place().issuer("default"))
                .add("client", "platform-admin").add("secret", secret).add("certificate", certificate()).build();
    }

    /** Self-signed, P-256, a CA: the emulated platforms' root is one. */
    private String certificate() {
        try {
            return Files.readString(service.place().data().resolve("emulator-root.pem"))
                    .replaceAll("-----[^-]+-----|\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"newest,new", "before,old"})
    void createsProvidersOfBothTrustModels(String version, String mark) {
        JsonObject result = results.getJsonObject(version);
        JsonObject created = result.getJsonObject("created");
        assertAll(() -> assertEquals("Aad" + mark, created.getString("name")),
                () -> assertEquals("/subscriptions/sub-" + mark + "/resourceGroups/Group-" + mark + PROVIDERS + "Aad"
                        + mark, created.getString("id")),
                () -> assertEquals("Microsoft.Attestation/attestationProviders", created.getString("type")),
                () -> assertEquals("local", created.getString("location")),
                () -> assertEquals("blue", created.getJsonObject("tags").getString("Team")),
                () -> assertEquals("AAD", created.getString("trustModel")),
                () -> assertEquals("Ready", created.getString("status")),
                () -> assertEquals(service.place().issuer("aad" + mark), created.getString("attestUri")),
                () -> assertEquals("Isolated", result.getJsonObject("isolated").getString("trustModel")),
                () -> assertEquals(created, result.getJsonObject("again")));
    }

    @ParameterizedTest
    @CsvSource({"newest,new", "before,old"})
    void readsListsAndPatches(String version, String mark) {
        JsonObject result = results.getJsonObject(version);
        String group = "/subscriptions/sub-" + mark + "/resourceGroups/Group-" + mark + PROVIDERS;
        assertAll(() -> assertEquals(result.getJsonObject("created"), result.getJsonObject("read")),
                () -> assertEquals("red", result.getJsonObject("patched").getJsonObject("tags").getString("Team")),
                () -> assertEquals(List.of("Aad" + mark, "Iso" + mark), strings(result, "bySubscription")),
                () -> assertEquals(List.of(group + "Aad" + mark, group + "Iso" + mark), strings(result, "byGroup")),
                () -> assertEquals(List.of(service.place().issuer("default")), strings(result, "shared")),
                () -> assertEquals("westeurope", result.getString("sharedThere")),
                () -> assertEquals(List.of(), result.getJsonArray("connections")), () -> assertTrue(
                        strings(result, "operations").contains("Microsoft.Attestation/attestationProviders/write")));
    }

    @ParameterizedTest
    @CsvSource({"newest,new", "before,old"})
    void refusesATakenNameAndForgetsWhatIsDeleted(String version, String mark) {
        JsonObject result = results.getJsonObject(version);
        assertAll(() -> assertEquals("409 Conflict", result.getString("clash")),
                () -> assertEquals("404 ResourceNotFound", result.getString("gone")),
                () -> assertEquals(List.of("Iso" + mark), strings(result, "left")),
                () -> assertEquals(404, service.client("aad" + mark).get("/certs").status()),
                () -> assertEquals(200, service.client("iso" + mark).get("/certs").status()));
    }

    @ParameterizedTest
    @CsvSource("newest")
    void setsTpmAuthenticationAndClosesNoNetwork(String version) {
        assertEquals("Disabled", results.getJsonObject(version).getString("tpm"));
        assertEquals("400 InvalidParameter", results.getJsonObject(version).getString("closed"));
    }

    private static List<String> strings(JsonObject of, String name) {
        JsonArray array = of.getJsonArray(name);
        return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }
}
