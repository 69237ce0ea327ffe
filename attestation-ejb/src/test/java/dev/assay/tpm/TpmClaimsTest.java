package dev.assay.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.Appraisal;
import dev.assay.bytes.Bytes;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.Issuer;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Reason;
import dev.assay.evidence.TokenForm;
import dev.assay.evidence.Verdict;
import dev.assay.json.StrictJson;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the policy is shown, what a token says, and the properties a policy sets; cases of maa-policy §13. */
class TpmClaimsTest {
    private static final String CUSTOM = ",\"custom_claims\":[{\"name\":\"os\",\"value\":\"w\",\"value_type\":\"string\"},"
            + "{\"name\":\"aikValidated\",\"value\":true,\"value_type\":\"boolean\"},"
            + "{\"name\":\"n\",\"value\":\"-7\",\"value_type\":\"integer\"}]";

    @Test
    void showsWhatTheQuoteVouchesFor() {
        Appraisal appraisal = Tenant.usual().appraise(new RequestDraft().jws());
        assertEquals(ClaimValue.of(true), value(appraisal, "aikValidated"));
        assertEquals(ClaimValue.of(Base64.getEncoder().encodeToString(SoftKeys.spki(SoftKeys.AIK).sha256().toArray())),
                value(appraisal, "aikPubHash"));
        assertEquals(ClaimValue.of(2), value(appraisal, "tpmVersion"));
        assertEquals(ClaimValue.of(true), value(appraisal, "bootDebuggingDisabled"));
        assertEquals(ClaimValue.of(false), value(appraisal, "vbsReportPresent"));
        assertEquals(ClaimValue.of(false), value(appraisal, "vsmReportPresent"));
        assertEquals(ClaimValue.of(7), value(appraisal, "assay-tpm-reset-count"));
        assertEquals(ClaimValue.of(2), value(appraisal, "assay-tpm-restart-count"));
        assertEquals(ClaimValue.of(5_000), value(appraisal, "assay-tpm-clock"));
        assertEquals(ClaimValue.of(true), value(appraisal, "assay-tpm-safe"));
        assertEquals(ClaimValue.of("2019102300163636"), value(appraisal, "assay-tpm-firmware-version"));
        assertEquals(ClaimValue.of("administrator"), value(appraisal, "assay-tpm-ak-path"));
        assertEquals(7, appraisal.tpm().orElseThrow().resetCount());
    }

    @Test
    @Tag("TP-02")
    void documentsHoldTheQuotedRegistersAndTheEvents() {
        Appraisal appraisal = Tenant.usual().appraise(new RequestDraft().jws());
        JsonObject pcrs = document(appraisal, "pcrs");
        assertEquals(24, pcrs.getJsonArray("PCRs").size());
        assertFalse(document(appraisal, "events").getJsonArray("Events").isEmpty());
        assertTrue(appraisal.claims().ofType("bootEvents").isEmpty());
        assertTrue(appraisal.claims().ofType("pcrs").getFirst().readOnly());
        assertFalse(appraisal.claims().ofType("events").getFirst().readOnly());
    }

    @Test
    @Tag("TP-04")
    void bankThatDoesNotCountIsNotShown() {
        RequestDraft draft = new RequestDraft();
        draft.current.selection.put(TpmHash.SHA1, StateDraft.ALL);
        Appraisal appraisal = Tenant.usual().appraise(draft.jws());
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        assertFalse(document(appraisal, "pcrs").toString().contains("SHA1"));
    }

    @Test
    void keyDocumentsAreThoseOfTheContract() {
        RequestDraft draft = new RequestDraft();
        draft.binding = RequestDraft.Binding.CERTIFIED;
        draft.otherKeys.add("{\"jwk\":" + SoftKeys.jwk(SoftKeys.OTHER) + "}");
        Appraisal appraisal = Tenant.usual().appraise(draft.jws());
        JsonObject certify = document(appraisal, "x-ms-tpm-request-key").getJsonObject("info")
                .getJsonObject("tpm_certify");
        assertEquals(Map.of("name_alg", "11", "obj_attr", String.valueOf(RequestDraft.USUAL_KEY), "auth_policy",
                "\"qrs\""),
                Map.of("name_alg", certify.get("name_alg").toString(), "obj_attr",
                        certify.get("obj_attr").toString(), "auth_policy", certify.get("auth_policy").toString()));
        assertTrue(value(appraisal, "x-ms-tpm-other-keys").toString().contains(
                SoftKeys.modulus(SoftKeys.OTHER).toBase64Url()));
    }

    @Test
    void tokenNamesTheBoundKeyAndTheRelyingPartysNonce() {
        RequestDraft draft = new RequestDraft();
        draft.more = ",\"rp_id\":\"https://rp.example\",\"rp_data\":\"AQIDBA\"";
        JsonObject token = Tenant.usual().appraise(draft.jws()).tokenClaims();
        assertEquals(Set.of("cnf", "nonce", "rp_data", "ver", "x-ms-policy-hash", "x-ms-ver"), token.keySet());
        assertEquals("AQIDBA", token.getString("rp_data"));
        assertEquals("AQIDBA", token.getString("nonce"));
        assertEquals(Set.of("kty", "n", "e"), token.getJsonObject("cnf").getJsonObject("jwk").keySet());
        assertEquals(SoftKeys.modulus(SoftKeys.REQUEST).toBase64Url(),
                token.getJsonObject("cnf").getJsonObject("jwk").getString("n"));
    }

    @Test
    @Tag("EV-09")
    void tokenHasNoNonceThatWasNotSent() {
        RequestDraft draft = new RequestDraft();
        draft.more = ",\"rp_data\":\"\"";
        JsonObject token = Tenant.usual().appraise(draft.jws()).tokenClaims();
        assertEquals(Set.of("cnf", "ver", "x-ms-policy-hash", "x-ms-ver"), token.keySet());
    }

    @Test
    void issuedClaimsStandAtTheTopOnly() {
        Tenant tenant = Tenant.usual().with(Tenant.policy("", "=>permit();",
                "c:[type==\"tpmVersion\"]=>issue(claim=c);"));
        JsonObject token = tenant.appraise(new RequestDraft().jws()).tokenClaims();
        assertEquals(2, token.getInt("tpmVersion"));
        assertFalse(token.containsKey("x-ms-policy"));
        assertFalse(token.containsKey("x-ms-attestation-type"));
    }

    /** Cases 25 to 27: a client's claim is prefixed and is never the service's. */
    @Test
    @Tag("EV-10")
    void customClaimsCannotPoseAsTheServices() {
        RequestDraft draft = new RequestDraft();
        draft.more = CUSTOM;
        Tenant unknown = Tenant.usual().knowingNothing();
        String lenient = "=>issueproperty(type=\"require_valid_aik_cert\",value=false);";
        Appraisal posing = unknown.with(Tenant.policy(lenient,
                "[type==\"aikValidated\",value==true,issuer==\"AttestationService\"]=>permit();", ""))
                .appraise(draft.jws());
        assertEquals(Reason.POLICY_NO_PERMIT, posing.reason());
        List<Claim> custom = posing.claims().claims().stream()
                .filter(claim -> claim.issuer() == Issuer.CUSTOM_CLAIM).toList();
        assertEquals(List.of(Claim.custom(Tenant.ISSUER + "/os", ClaimValue.of("w")),
                Claim.custom(Tenant.ISSUER + "/aikValidated", ClaimValue.of(true)),
                Claim.custom(Tenant.ISSUER + "/n", ClaimValue.of(-7))), custom);
    }

    @Test
    void policyJoinsAClientsClaimWithTheServices() {
        RequestDraft draft = new RequestDraft();
        draft.more = ",\"custom_claims\":[{\"name\":\"resets\",\"value\":\"7\",\"value_type\":\"integer\"}]";
        String joined = "f:[type==\"" + Tenant.ISSUER + "/resets\",issuer==\"CustomClaim\"] && "
                + "[type==\"assay-tpm-reset-count\",issuer==\"AttestationService\",value==f.value]=>permit();";
        Tenant tenant = Tenant.usual().with(Tenant.policy("", joined, ""));
        assertEquals(Verdict.PERMIT, tenant.appraise(draft.jws()).verdict());
        draft.more = draft.more.replace("\"7\"", "\"8\"");
        assertEquals(Reason.POLICY_NO_PERMIT, tenant.appraise(draft.jws()).reason());
    }

    /** Cases 28 and 29. */
    @Test
    @Tag("TP-02")
    void maskDemandsItsRegistersAndNoOthers() {
        Tenant tenant = Tenant.usual().with(Tenant.policy(
                "=>issueproperty(type=\"required_pcr_mask\",value=15);", "=>permit();", ""));
        RequestDraft draft = new RequestDraft();
        draft.current.selection.put(TpmHash.SHA256, List.of(0, 1, 2, 3, 4, 5, 6, 7));
        assertEquals(Verdict.PERMIT, tenant.appraise(draft.jws()).verdict());
        draft.current.selection.put(TpmHash.SHA256, List.of(0, 1, 2));
        Appraisal appraisal = tenant.appraise(draft.jws());
        assertEquals(Reason.PCR_NOT_QUOTED, appraisal.reason());
        assertTrue(appraisal.detail().contains("[3]"), appraisal.detail());
    }

    @Test
    @Tag("TP-04")
    void maskIsNotMetByRegistersOfABankThatClaimsAreNotMadeBy() {
        RequestDraft draft = new RequestDraft();
        draft.current.selection.clear();
        draft.current.selection.put(TpmHash.SHA1, StateDraft.ALL);
        draft.current.selection.put(TpmHash.SHA256, List.of(0));
        Tenant lax = Tenant.usual().with(TpmBaselines.with(new Baseline.Tpm(true, Set.of())));
        assertEquals(Reason.PCR_NOT_QUOTED, lax.appraise(draft.jws()).reason());
    }

    @Test
    @Tag("TP-17")
    void maskHoldsForTheStateBeforeHibernationToo() {
        RequestDraft draft = new RequestDraft();
        StateDraft before = new StateDraft();
        before.restart = 1;
        before.clock = 1;
        draft.boot = Optional.of(before);
        assertEquals(Verdict.PERMIT, Tenant.usual().appraise(draft.jws()).verdict());
        before.selection.put(TpmHash.SHA256, StateDraft.ALL.subList(0, 23));
        assertEquals(Reason.PCR_NOT_QUOTED, Tenant.usual().appraise(draft.jws()).reason());
    }

    @Test
    @Tag("TP-17")
    void factHoldsWhereBothStatesShowIt() {
        RequestDraft draft = new RequestDraft();
        StateDraft before = new StateDraft();
        before.restart = 1;
        before.clock = 1;
        before.log = SoftLog.windows(true);
        draft.boot = Optional.of(before);
        Appraisal appraisal = Tenant.usual().appraise(draft.jws());
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        assertEquals(ClaimValue.of(false), value(appraisal, "bootDebuggingDisabled"));
        assertEquals(ClaimValue.of(true), value(appraisal, "notWinPE"));
        assertFalse(appraisal.claims().ofType("bootEvents").isEmpty());
    }

    /** Case 31 is in {@link KeyTrustTest}; of several values the strictest counts. */
    @Test
    @Tag("PO-10")
    void laterPropertyDoesNotLoosenAnEarlierOne() {
        Tenant tenant = Tenant.usual().knowingNothing().with(Tenant.policy(
                "=>issueproperty(type=\"require_valid_aik_cert\",value=true);"
                        + "=>issueproperty(type=\"require_valid_aik_cert\",value=false);",
                "=>permit();", ""));
        assertEquals(Reason.ATTESTATION_KEY_NOT_TRUSTED, tenant.appraise(new RequestDraft().jws()).reason());
    }

    /** Case 63, from either section, and its bounds. */
    @Test
    void policySetsTheTokensLifetime() {
        assertEquals(TokenForm.tpm(Duration.ofMinutes(1440), false), form("", ""));
        assertEquals(TokenForm.tpm(Duration.ofMinutes(60), false),
                form("", "=>issueproperty(type=\"report_validity_in_minutes\",value=60);"));
        assertEquals(TokenForm.tpm(Duration.ofMinutes(525_600), true),
                form("=>issueproperty(type=\"report_validity_in_minutes\",value=525600);",
                        "=>issueproperty(type=\"omit_x5c\",value=true);"));
    }

    @Test
    void propertyOutOfItsBoundsIsAPolicyError() {
        for (String value : List.of("0", "525601", "-1", "\"60\"", "true")) {
            assertEquals(Reason.POLICY_ERROR, refused("",
                    "=>issueproperty(type=\"report_validity_in_minutes\",value=" + value + ");"), value);
        }
        assertEquals(Reason.POLICY_ERROR, refused("=>issueproperty(type=\"required_pcr_mask\",value=-1);", ""));
        assertEquals(Reason.PCR_NOT_QUOTED, refused("=>issueproperty(type=\"required_pcr_mask\",value=16777216);", ""));
    }

    @Test
    void readOnlyRegistersCannotBeIssued() {
        assertEquals(Reason.POLICY_ERROR, refused("", "c:[type==\"pcrs\"]=>issue(type=\"p\",value=c.value);"));
    }

    private static Reason refused(String configuration, String issuance) {
        return appraise(configuration, issuance).reason();
    }

    private static TokenForm form(String configuration, String issuance) {
        Appraisal appraisal = appraise(configuration, issuance);
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        return appraisal.form();
    }

    private static Appraisal appraise(String configuration, String issuance) {
        return Tenant.usual().with(Tenant.policy(configuration, "=>permit();", issuance))
                .appraise(new RequestDraft().jws());
    }

    private static ClaimValue value(Appraisal appraisal, String type) {
        List<Claim> claims = appraisal.claims().ofType(type);
        assertEquals(1, claims.size(), type + ": " + appraisal.detail());
        return claims.getFirst().value();
    }

    private static JsonObject document(Appraisal appraisal, String type) {
        return StrictJson.object(type, Bytes.utf8(((ClaimValue.Text) value(appraisal, type)).value()));
    }
}
