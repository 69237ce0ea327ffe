package dev.assay.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.policy.PolicyParsingException;
import dev.assay.token.SignedPolicies.Form;
import dev.assay.token.SignedPolicies.Signer;
import jakarta.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the four SDKs really send to be stored (maa-api §3.1, §10). */
class PolicyUploadTest {
    private static final String TEXT = "version= 1.0;authorizationrules{=> permit();};issuancerules{};";
    private static final String UNSECURED = PolicyDocument.unsecured(TEXT);

    @ParameterizedTest
    @EnumSource(Form.class)
    void takesWhatEachSdkSignsWithRsaAndNamesTheSigner(Form form) throws GeneralSecurityException {
        named(form, SignedPolicies.root("RSA", "rsa"), "RSA", "RS256");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void takesWhatEachSdkSignsWithEcAndNamesTheSigner(Form form) throws GeneralSecurityException {
        named(form, SignedPolicies.root("EC", "ec"), "EC", "ES256");
    }

    private static void named(Form form, Signer signer, String type, String algorithm) {
        String jws = SignedPolicies.jws(form, signer, SignedPolicies.payload(TEXT));
        PolicyUpload upload = PolicyUpload.read("policy", Bytes.utf8(jws));
        assertEquals(jws, upload.document());
        assertEquals(Bytes.utf8(jws).sha256(), upload.hash());
        assertEquals(TEXT, upload.policy().text());
        assertEquals(signer.certificate(), upload.signer().orElseThrow().certificate());
        JsonObject jwk = upload.signer().get().jwk();
        assertEquals(type, jwk.getString("kty"));
        assertEquals(algorithm, jwk.getString("alg"));
        assertEquals("sig", jwk.getString("use"));
        assertEquals(1, jwk.getJsonArray("x5c").size());
        assertEquals(jwk, upload.signer().get().claim().getJsonObject("jwk"));
        assertEquals(Optional.of(signer.certificate()), PolicyDocument.readReset("policy",
                SignedPolicies.jws(form, signer, "")).map(PolicySigner::certificate));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void rejectsASignatureOverAnotherPayload(Form form) throws GeneralSecurityException {
        Signer signer = SignedPolicies.root("EC", "ec");
        String reset = SignedPolicies.jws(form, signer, "");
        String[] parts = SignedPolicies.jws(form, signer, SignedPolicies.payload(TEXT)).split("\\.");
        String emptied = parts[0] + ".." + parts[2];
        assertThrows(MalformedException.class, () -> PolicyDocument.readReset("policy", emptied));
        String filled = reset.replace("..", "." + UNSECURED.split("\\.")[1] + ".");
        assertThrows(MalformedException.class, () -> PolicyUpload.read("policy", Bytes.utf8(filled)));
    }

    @Test
    void keepsTheDocumentByteForByte() {
        String spaced = "eyJhbGciOiJub25lIn0." + Bytes.utf8("{ \"AttestationPolicy\" : \"" + Bytes.utf8(TEXT)
                .toBase64Url() + "\" }").toBase64Url() + ".";
        PolicyUpload upload = PolicyUpload.read("policy", Bytes.utf8(spaced + "\r\n"));
        assertEquals(spaced, upload.document());
        assertEquals(Bytes.utf8(spaced).sha256(), upload.hash());
    }

    @Test
    void wrapsABareText() {
        PolicyUpload upload = PolicyUpload.read("policy", Bytes.utf8(TEXT));
        assertEquals(UNSECURED, upload.document());
        assertFalse(upload.signer().isPresent());
    }

    @Test
    void namesEveryProblemOfTheText() {
        String wrong = "version= 1.0;\nauthorizationrules{=> permit(;};\nissuancerules{=> issue(type=\"iss\", value=1);};";
        PolicyParsingException refused = assertThrows(PolicyParsingException.class,
                () -> PolicyUpload.read("policy", Bytes.utf8(PolicyDocument.unsecured(wrong))));
        assertEquals(2, refused.problems().getFirst().line());
        assertEquals(3, refused.problems().getLast().line());
    }

    @ParameterizedTest
    @Tag("JW-08")
    @ValueSource(strings = {"iss", "nonce", "rp_data", "assay-tcb-status", "x-ms-policy-signer"})
    void rejectsAPolicyThatIssuesAReservedClaim(String claim) {
        String text = TEXT.replace("issuancerules{}", "issuancerules{=> issue(type=\"" + claim + "\", value=1);}");
        assertThrows(PolicyParsingException.class, () -> PolicyUpload.read("policy", Bytes.utf8(text)));
    }

    @Test
    void rejectsANulThatTheDatabaseCannotHold() {
        String text = "version= 1.0;\n// a\0b\nauthorizationrules{=> permit();};issuancerules{};";
        PolicyParsingException refused = assertThrows(PolicyParsingException.class,
                () -> PolicyUpload.read("policy", Bytes.utf8(text)));
        assertEquals(2, refused.problems().getFirst().line());
        assertEquals(5, refused.problems().getFirst().column());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"iat\":1,", "{\"jti\":\"a\","})
    void marksADocumentThatCountsOnce(String begin) {
        String payload = SignedPolicies.payload(TEXT).replace("{", begin);
        String jws = "eyJhbGciOiJub25lIn0." + Bytes.utf8(payload).toBase64Url() + ".";
        assertTrue(PolicyUpload.read("policy", Bytes.utf8(jws)).once());
        assertFalse(PolicyUpload.read("policy", Bytes.utf8(UNSECURED)).once());
    }

    @Test
    void readsAResetOnlyFromAnEmptyPayload() {
        assertEquals(Optional.empty(), PolicyDocument.readReset("policy", PolicyDocument.EMPTY));
        for (String other : new String[]{UNSECURED, "eyJhbGciOiJub25lIn0.e30.", "", "..", "eyJhbGciOiJub25lIn0..AA"})
            assertThrows(MalformedException.class, () -> PolicyDocument.readReset("policy", other), other);
    }
}
