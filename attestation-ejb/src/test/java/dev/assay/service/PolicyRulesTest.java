package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.policy.PolicyParsingException;
import dev.assay.service.PolicyRefusal.Cause;
import dev.assay.tenant.KeptPolicy;
import dev.assay.tenant.KeptVersion;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TrustModel;
import dev.assay.token.PolicyDocument;
import dev.assay.token.SignedPolicies;
import dev.assay.token.SignedPolicies.Form;
import dev.assay.token.SignedPolicies.Signer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may come into force again by its number. */
class PolicyRulesTest {
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final Instant AT = SignedPolicies.AT;
    private static final String TEXT = "version= 1.0;authorizationrules{=> permit();};issuancerules{};";

    private final List<X509Certificate> listed = new ArrayList<>();
    private final List<String> configured = new ArrayList<>();
    private final PolicyRules rules = new PolicyRules((tenant, type) -> configured.contains(tenant), id -> listed,
            () -> AT);

    @Test
    void takesWhateverAnAadTenantStored() throws GeneralSecurityException {
        Tenant tenant = tenant(TrustModel.AAD);
        for (String document : List.of(PolicyDocument.unsecured(TEXT), dated(SignedPolicies.root("EC", "stranger"))))
            assertEquals(TEXT, rules.checkAgain(tenant, SGX, kept(Optional.of(document))).text());
        assertEquals(TEXT, rules.checkAgain(tenant, SGX, kept(Optional.empty())).text());
        assertDoesNotThrow(() -> rules.checkDefault(tenant, SGX));
    }

    @Test
    void takesInAnIsolatedTenantWhatItsCertificatesVouchForNow() throws GeneralSecurityException {
        Tenant tenant = tenant(TrustModel.ISOLATED);
        Signer author = SignedPolicies.root("EC", "author");
        KeptPolicy signed = kept(Optional.of(SignedPolicies.jws(Form.JAVA, author, SignedPolicies.payload(TEXT))));
        refused(Cause.NOT_TRUSTED, "version 3", () -> rules.checkAgain(tenant, SGX, signed));
        listed.add(author.certificate());
        assertEquals(TEXT, rules.checkAgain(tenant, SGX, signed).text());
        listed.clear();
        refused(Cause.NOT_TRUSTED, "version 3", () -> rules.checkAgain(tenant, SGX, signed));
    }

    @Test
    void refusesInAnIsolatedTenantWhatNobodySigned() {
        Tenant tenant = tenant(TrustModel.ISOLATED);
        refused(Cause.NOT_SIGNED, "./assay policy sign",
                () -> rules.checkAgain(tenant, SGX, kept(Optional.of(PolicyDocument.unsecured(TEXT)))));
        refused(Cause.NOT_SIGNED, "version 3", () -> rules.checkAgain(tenant, SGX, kept(Optional.empty())));
        refused(Cause.NOT_SIGNED, "SgxEnclave:reset", () -> rules.checkDefault(tenant, SGX));
    }

    @Test
    @Tag("PO-09")
    void bringsNoDocumentThatCountsOnceBackInAnIsolatedTenant() throws GeneralSecurityException {
        Tenant tenant = tenant(TrustModel.ISOLATED);
        Signer author = SignedPolicies.root("EC", "author");
        listed.add(author.certificate());
        refused(Cause.COUNTS_ONCE, "jti or iat",
                () -> rules.checkAgain(tenant, SGX, kept(Optional.of(dated(author)))));
    }

    @Test
    void leavesAConfiguredPolicyToConfiguration() {
        Tenant tenant = tenant(TrustModel.AAD);
        configured.add(tenant.name());
        refused(Cause.CONFIGURED, "configuration", () -> rules.checkDefault(tenant, SGX));
        refused(Cause.CONFIGURED, "configuration", () -> rules.checkAgain(tenant, SGX, kept(Optional.empty())));
    }

    @Test
    @Tag("TE-06")
    void refusesABodyBeyondTheQuota() {
        Tenant tenant = tenant(TrustModel.AAD);
        String most = "a".repeat(tenant.settings().quotas().policyBytes());
        PolicyRules.checkSize(tenant, Bytes.utf8(most));
        refused(Cause.TOO_LARGE, "quota", () -> PolicyRules.checkSize(tenant, Bytes.utf8(most + "a")));
    }

    @Test
    void refusesAVersionThisReleaseCannotRead() {
        assertThrows(PolicyParsingException.class, () -> rules.checkAgain(tenant(TrustModel.AAD), SGX,
                new KeptPolicy(version(), "version=9.0; maybe", Optional.empty())));
    }

    private static void refused(Cause cause, String word, Runnable check) {
        PolicyRefusal refusal = assertThrows(PolicyRefusal.class, check::run);
        assertEquals(cause, refusal.because());
        assertTrue(refusal.detail().contains(word), refusal.detail());
    }

    private static String dated(Signer signer) {
        return SignedPolicies.jws(Form.JAVA, signer, SignedPolicies.payload(TEXT).replace("{", "{\"iat\":1,"));
    }

    private static KeptPolicy kept(Optional<String> document) {
        return new KeptPolicy(version(), TEXT, document);
    }

    private static KeptVersion version() {
        return new KeptVersion(3, Bytes.utf8("x").sha256(), Optional.empty(), Optional.empty(),
                new KeptVersion.Storing(AT, Optional.empty(), Optional.empty()));
    }

    static Tenant tenant(TrustModel trust) {
        TenantSettings usual = TenantSettings.USUAL;
        return new Tenant(UUID.randomUUID(), "blue", "https://attest.example.org/t/blue", AnchorSet.VENDORS,
                Baseline.STRICT, new TenantSettings(trust, usual.baseline(), usual.anchorSet(), usual.authenticated(),
                        usual.token(), usual.quotas(), false));
    }
}
