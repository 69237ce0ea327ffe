package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The TPM call of the unmodified Azure SDK for JavaScript over HTTPS (issue 5, Show 4; maa-tpm §1). */
@Tag("sdk")
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureJavaScriptTpmIT {
    private final RunningService service;
    private NodeProgram program;
    private TpmSdkCase sdk;

    AzureJavaScriptTpmIT(RunningService service) {
        this.service = service;
    }

    /** Before each test, not before all: a skipped test is reported, a skipped class is not. */
    @BeforeEach
    void install() {
        if (sdk != null)
            return;
        program = NodeProgram.installed(service.authority());
        sdk = TpmSdkCase.make(service, "sdk-js-tpm");
    }

    private List<JsonObject> send(JsonValue token, String... messages) {
        JsonArrayBuilder texts = jakarta.json.Json.createArrayBuilder();
        for (String message : messages)
            texts.add(message);
        String given = jakarta.json.Json.createObjectBuilder().add("endpoint", sdk.endpoint()).add("token", token)
                .add("messages", texts).build().toString();
        return Json.object(program.run("tpm.mjs", given)).getJsonArray("answers").getValuesAs(JsonObject.class);
    }

    private JsonValue token() {
        return jakarta.json.Json.createValue(sdk.tenant().token());
    }

    @Test
    @Tag("TP-21")
    void completesTheExchangeAndThrowsForARequestThatComesAgain() {
        JsonObject challenged = send(token(), TpmSdkCase.INIT).getFirst();
        assertEquals(200, challenged.getInt("status"), challenged.toString());
        String request = sdk.request(challenged.getString("answer"));
        List<JsonObject> answers = send(token(), request, request);
        assertEquals(200, answers.getFirst().getInt("status"), answers.toString());
        sdk.verifies(answers.getFirst().getString("answer"));
        assertEquals(400, answers.getLast().getInt("status"), answers.toString());
        assertTrue(answers.getLast().toString().contains("challenge-used"), answers.toString());
    }

    @Test
    void throwsForACallerThatSaysNotWhoItIs() {
        JsonObject refused = send(JsonValue.NULL, TpmSdkCase.INIT).getFirst();
        assertEquals(401, refused.getInt("status"), refused.toString());
        assertEquals("Unauthorized", refused.getString("code"), refused.toString());
    }
}
