package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.approval.Person;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.service.ManagedPolicyAnswer;
import dev.assay.service.ManagedPolicyAnswer.Kind;
import dev.assay.service.PolicyView;
import dev.assay.service.PolicyView.Activation;
import dev.assay.service.PolicyView.Activity;
import dev.assay.service.PolicyView.Interval;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManagedPolicyAnswersTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final Bytes HASH = Bytes.utf8("text").sha256();
    private static final Person PAULA = new Person("https://localhost/oauth2", "blue.paula");
    private static final Activation BACK = new Activation(AT, "activate", PAULA, Optional.of("back"));

    @Test
    void showsAPolicyWithItsTextAndWhatBroughtItInForce() {
        JsonObject json = ManagedPolicyAnswers.json(new PolicyView(AttestationType.SGX_ENCLAVE,
                PolicyView.Source.STORED, 7, Optional.of(BACK), version(Optional.empty(),
                        Optional.of(new PolicyView.Content("version=1.0;", "a.b.")))));
        assertEquals("{\"attestationType\":\"SgxEnclave\",\"version\":3,\"source\":\"stored\",\"hash\":\""
                + HASH.toBase64Url() + "\",\"signed\":true,\"changes\":7,\"activeFrom\":\"2026-11-24T12:00:00Z\","
                + "\"activatedBy\":{\"issuer\":\"https://localhost/oauth2\",\"subject\":\"blue.paula\"},"
                + "\"activationNote\":\"back\",\"documentHash\":\"" + HASH.toBase64Url()
                + "\",\"signer\":{\"sha256\":\""
                + HASH.toHex() + "\",\"subject\":\"CN=author\",\"notAfter\":\"2026-11-24T12:00:00Z\"},"
                + "\"storedAt\":\"2026-11-24T12:00:00Z\",\"storedBy\":{\"issuer\":\"https://localhost/oauth2\","
                + "\"subject\":\"blue.paula\"},\"note\":\"why\",\"text\":\"version=1.0;\",\"document\":\"a.b.\"}",
                json.toString());
    }

    @Test
    void showsWhenAVersionWasInForce() {
        Activity activity = new Activity(205, List.of(new Interval(BACK, Optional.of(AT.plusSeconds(1))),
                new Interval(new Activation(AT.plusSeconds(2), "reset", PAULA, Optional.empty()), Optional.empty())));
        JsonObject json = ManagedPolicyAnswers.version(version(Optional.of(activity), Optional.empty())).build();
        assertEquals(205, json.getInt("activations"));
        assertEquals("[{\"from\":\"2026-11-24T12:00:00Z\",\"to\":\"2026-11-24T12:00:01Z\",\"operation\":\"activate\","
                + "\"by\":{\"issuer\":\"https://localhost/oauth2\",\"subject\":\"blue.paula\"},\"note\":\"back\"},"
                + "{\"from\":\"2026-11-24T12:00:02Z\",\"operation\":\"reset\",\"by\":{\"issuer\":"
                + "\"https://localhost/oauth2\",\"subject\":\"blue.paula\"}}]", json.getJsonArray("active").toString());
        assertFalse(json.containsKey("text") || json.containsKey("document"));
    }

    @Test
    void tellsEveryProblemOfAText() {
        JsonObject body = ManagedPolicyAnswers.body(List.of(
                new ManagedPolicyAnswer.Problem(2, 5, "x", "policy > version", "Write 1.0."),
                new ManagedPolicyAnswer.Problem(3, 1, "y", "policy", "Write a section.")));
        assertEquals("policy-parsing-error", body.getString("code"));
        assertEquals("2 problems; the first: line 2, column 5: Write 1.0.", body.getString("detail"));
        assertEquals("{\"line\":3,\"column\":1,\"symbol\":\"y\",\"path\":\"policy\",\"message\":\"Write a section.\"}",
                body.getJsonArray("problems").getJsonObject(1).toString());
    }

    @Test
    void givesEachKindOfRefusalItsStatus() {
        Map<Kind, Integer> statuses = Map.of(Kind.BAD_VALUE, 400, Kind.FORBIDDEN, 403, Kind.NO_TENANT, 404,
                Kind.NO_VERSION, 404, Kind.CONFLICT, 409, Kind.STALE, 412, Kind.TOO_LARGE, 413);
        for (Kind kind : Kind.values())
            assertEquals(statuses.get(kind), ManagedPolicyAnswers.problem(
                    new ManagedPolicyAnswer.Refused(kind, "code", "Detail.")).status());
    }

    private static PolicyView.Version version(Optional<Activity> activity, Optional<PolicyView.Content> content) {
        return new PolicyView.Version(3, HASH, HASH,
                Optional.of(new PolicyView.Signer(HASH, Optional.of(new PolicyView.Certificate("CN=author", AT)))),
                Optional.of(new PolicyView.Stored(AT, PAULA, Optional.of("why"))), activity, content);
    }
}
