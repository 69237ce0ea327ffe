package dev.assay.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.json.StrictJson;
import dev.assay.pki.PolicyCertificate;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.SigningKey;
import dev.assay.token.PolicyClaims;
import dev.assay.token.PolicySigner;
import dev.assay.token.PolicyUpload;
import dev.assay.token.TokenIssuer;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hosted service's recorded answers to PUT, GET, reset and GET again, and ours to the same documents. */
class RecordedPolicyAnswersTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final SigningKey KEY = new KeyMaker().make("https://attest.example.org", AT);

    @ParameterizedTest
    @ValueSource(strings = {"maa-policy-modifyunsecured-aad-sgxenclave",
            "maa-policy-modifygeneratedkey-aad-openenclave"})
    void makesTheRecordedHashAndMembersOfTheRecordedDocument(String recording) {
        List<JsonObject> recorded = recorded(recording);
        String document = recorded.get(1).getString("x-ms-policy");
        PolicyUpload upload = PolicyUpload.read("recorded", Bytes.utf8(document));
        assertEquals(recorded.get(0).getString("x-ms-policy-token-hash"), upload.hash().toBase64Url());
        assertEquals(document, upload.document());
        assertEquals(recorded.get(0).containsKey("x-ms-policy-signer"), upload.signer().isPresent());
        alike(recorded.get(0), PolicyClaims.updated(upload.hash(), upload.signer()));
        alike(recorded.get(1), PolicyClaims.current(document));
        alike(recorded.get(2), PolicyClaims.removed());
    }

    @Test
    void readsTheServedDefaultAsItWasServed() {
        String served = recorded("maa-policy-modifyunsecured-aad-sgxenclave").get(3).getString("x-ms-policy");
        assertEquals("bROrN897ZfWmWY2V0FLUlu3uwk5xatGnKYHn3zBbSlw",
                PolicyUpload.read("recorded", Bytes.utf8(served)).policy().hash().toBase64Url());
    }

    /** The hosted service's own list is one that could be listed here, and is shown as it was there. */
    @Test
    @Tag("PO-09")
    void listsTheRecordedCertificateAsItWasListed() {
        Corpus.Case found = Corpus.orSkip().find("maa",
                "maa-certificatetests-getpolicymanagementcertificatesisolated");
        JsonObject recorded = payload(found.file("token_0.jwt").orElseThrow().asUtf8().strip());
        JsonObject keys = recorded.getJsonObject("x-ms-policy-certificates");
        Bytes der = Bytes.copyOf(Base64.getDecoder()
                .decode(keys.getJsonArray("keys").getJsonObject(0).getJsonArray("x5c").getString(0)));
        Instant then = Instant.ofEpochSecond(recorded.getInt("iat"));
        JsonObject claims = PolicyClaims
                .certificates(List.of(PolicySigner.listed(PolicyCertificate.accept("recorded", der, then).der())));
        assertEquals(keys, claims.get("x-ms-policy-certificates"));
        alike(recorded, claims);
    }

    /** Same members in header and payload, the same lifetime, the same text where it is not the signer's or a date. */
    private static void alike(JsonObject recorded, JsonObject claims) {
        TokenIssuer issuer = new TokenIssuer();
        String token = issuer.sign(issuer.prepareAnswer(claims, "https://attest.example.org", AT), KEY);
        JsonObject ours = payload(token);
        assertEquals(recorded.keySet(), ours.keySet());
        assertEquals(recorded.getInt("exp") - recorded.getInt("iat"), ours.getInt("exp") - ours.getInt("iat"));
        assertEquals(recorded.get("x-ms-policy-result"), ours.get("x-ms-policy-result"));
        assertEquals(Set.of("alg", "jku", "kid", "typ"),
                StrictJson.object("header", Base64Url.decode("header", token.split("\\.")[0])).keySet());
        if (recorded.containsKey("x-ms-policy-signer"))
            assertEquals(recorded.getJsonObject("x-ms-policy-signer").get("x5c"),
                    ours.getJsonObject("x-ms-policy-signer").get("x5c"));
    }

    private static List<JsonObject> recorded(String recording) {
        Corpus.Case found = Corpus.orSkip().find("maa", recording);
        return List.of(0, 1, 2, 3).stream().map(i -> found.file("token_" + i + ".jwt").orElseThrow().asUtf8().strip())
                .map(RecordedPolicyAnswersTest::payload).toList();
    }

    private static JsonObject payload(String token) {
        return StrictJson.object("recorded", Base64Url.decode("recorded", token.split("\\.")[1]));
    }
}
