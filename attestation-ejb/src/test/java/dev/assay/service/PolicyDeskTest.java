package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.json.StrictJson;
import dev.assay.persistence.TransactedPolicies;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyRing;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningKey;
import dev.assay.tenant.NewTenant;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.tenant.TrustModel;
import dev.assay.tenant.UnreadablePolicyException;
import dev.assay.token.PolicyDocument;
import dev.assay.token.SignedPolicies;
import dev.assay.token.SignedPolicies.Form;
import dev.assay.token.SignedPolicies.Signer;
import dev.assay.token.TokenIssuer;
import jakarta.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** On the real database, with keys and clock of the test's. */
class PolicyDeskTest {
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final Instant AT = SignedPolicies.AT;
    private static final String BASE = "https://attest.example.org";
    private static final SigningKey KEY = new KeyMaker().make(BASE, AT);
    private static final String TEXT = "version= 1.0;authorizationrules{=> permit();};issuancerules{};";
    private static final String UNSECURED = PolicyDocument.unsecured(TEXT);

    private final TestClock clock = new TestClock(AT);
    private final Transacted.Store store = new Transacted.Store();
    private final StoredTenants directory = new StoredTenants(BASE, List.of(),
            new StoredTenants.Stores(new Transacted.Rows(), store));
    private final List<X509Certificate> listed = new ArrayList<>();
    private final List<String> configured = new ArrayList<>();
    private boolean keysAtHand = true;
    private final PolicyDesk desk = new PolicyDesk(directory::inForce,
            new TransactedPolicies(), new PolicyRules((tenant, type) -> configured.contains(tenant), id -> listed,
                    clock::instant),
            new AnswerSigner(new TenantKeys(new Ring(), tenant -> KeyTerms.USUAL), new TokenIssuer(),
                    clock::instant),
            (change, call) -> new ProposalAnswer.NotNeeded());

    private final class Ring implements KeyRing {
        @Override
        public SigningKey active(KeyOwner owner, Instant expiry) {
            assertEquals(clock.instant().plus(Duration.ofHours(1)), expiry);
            if (!keysAtHand)
                throw new KeyUnavailableException("out");
            return KEY;
        }

        @Override
        public List<PublishedKey> published(KeyOwner owner) {
            return List.of(KEY.published());
        }
    }

    @Test
    void servesTheDefaultUntilADocumentIsStoredAndAfterAReset() {
        String name = tenant(TrustModel.AAD);
        String served = claims(desk.get(writer(name))).getString("x-ms-policy");
        assertEquals("Updated", claims(put(name, UNSECURED)).getString("x-ms-policy-result"));
        assertEquals(UNSECURED, claims(desk.get(writer(name))).getString("x-ms-policy"));
        assertEquals("Removed", claims(reset(name, PolicyDocument.EMPTY)).getString("x-ms-policy-result"));
        assertEquals(served, desk.current(writer(name)));
        assertEquals("bROrN897ZfWmWY2V0FLUlu3uwk5xatGnKYHn3zBbSlw",
                PolicyDocument.read("served", served).text().transform(text -> Bytes.utf8(Bytes.utf8(text)
                        .toBase64Url()).sha256().toBase64Url()));
    }

    @Test
    void showsAndReplacesAPolicyThatThisReleaseCannotRead() {
        for (boolean byReset : List.of(true, false)) {
            String name = tenant(TrustModel.AAD);
            Policy one = Policy.parse(TEXT);
            Policy later = new Policy("version=9.0; authorizationrules{ => maybe(); };", one.version(),
                    one.configuration(), one.authorization(), one.issuance());
            new Transacted.Rows().activate(directory.find(name).orElseThrow().id(), SGX, later);
            assertThrows(UnreadablePolicyException.class, () -> directory.snapshot(name, SGX));
            assertEquals(PolicyDocument.unsecured(later.text()), desk.current(writer(name)));
            if (byReset)
                reset(name, PolicyDocument.EMPTY);
            else
                put(name, UNSECURED);
            assertEquals(byReset ? 0 : 2, directory.snapshot(name, SGX).orElseThrow().policyVersion());
        }
    }

    @Test
    void answersTheSameDocumentTheSame() {
        String name = tenant(TrustModel.AAD);
        assertEquals(claims(put(name, UNSECURED)), claims(put(name, UNSECURED)));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void keepsASignedDocumentAndNamesItsSignerInEveryAnswerAndToken(Form form) throws GeneralSecurityException {
        String name = tenant(TrustModel.AAD);
        String jws = SignedPolicies.jws(form, SignedPolicies.root("EC", "author"), SignedPolicies.payload(TEXT));
        JsonObject updated = claims(put(name, jws));
        assertEquals(Bytes.utf8(jws).sha256().toBase64Url(), updated.getString("x-ms-policy-token-hash"));
        JsonObject signer = updated.getJsonObject("x-ms-policy-signer");
        assertEquals(jws, desk.current(writer(name)));
        TenantSnapshot snapshot = directory.snapshot(name, SGX).orElseThrow();
        assertEquals(signer, snapshot.policySigner().orElseThrow().getJsonObject("jwk"));
        put(name, UNSECURED);
        assertEquals(Optional.empty(), directory.snapshot(name, SGX).orElseThrow().policySigner());
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(value = Role.class, mode = Mode.EXCLUDE, names = "ATTESTATION_CONTRIBUTOR")
    void refusesWhoeverHasNotTheRole(Role role) {
        String name = tenant(TrustModel.AAD);
        PolicyCall call = call(name, Optional.of(name), role);
        unauthorized(() -> desk.put(call, Bytes.utf8(UNSECURED)));
        unauthorized(() -> desk.putPreview(call, Bytes.utf8(UNSECURED)));
        unauthorized(() -> desk.prepare(call, Bytes.utf8(UNSECURED)));
        unauthorized(() -> desk.reset(call, PolicyDocument.EMPTY, false));
        if (role == Role.ATTESTATION_READER)
            assertEquals(desk.current(writer(name)), claims(desk.get(call)).getString("x-ms-policy"));
        else {
            unauthorized(() -> desk.get(call));
            unauthorized(() -> desk.certificates(call, false));
        }
    }

    @Test
    @Tag("TE-04")
    void refusesAnotherTenantsAndThePlatformsCallerLikeAnybody() {
        String name = tenant(TrustModel.AAD);
        for (Optional<String> whose : List.of(Optional.<String>empty(), Optional.of(tenant(TrustModel.AAD)))) {
            PolicyCall call = call(name, whose, Role.values());
            unauthorized(() -> desk.get(call));
            unauthorized(() -> desk.put(call, Bytes.utf8(UNSECURED)));
        }
        PolicyCall nobody = call("nobody-there", Optional.of("nobody-there"), Role.ATTESTATION_CONTRIBUTOR);
        assertInstanceOf(PolicyAnswer.NoSuchTenant.class, refused(() -> desk.get(nobody)));
    }

    @Test
    void refusesWhatAnIsolatedTenantsCertificatesDidNotSign() throws GeneralSecurityException {
        String name = tenant(TrustModel.ISOLATED);
        Signer stranger = SignedPolicies.root("EC", "stranger");
        listed.add(SignedPolicies.root("EC", "author").certificate());
        assertTrue(operation(() -> put(name, UNSECURED)).contains("is not signed"));
        assertTrue(operation(() -> reset(name, PolicyDocument.EMPTY)).contains("is not signed"));
        String theirs = SignedPolicies.jws(Form.JAVA, stranger, SignedPolicies.payload(TEXT));
        assertTrue(untrusted(() -> put(name, theirs)).contains("does not chain"));
        assertTrue(untrusted(() -> desk.prepare(writer(name), Bytes.utf8(theirs))).contains("does not chain"));
        assertTrue(
                untrusted(() -> reset(name, SignedPolicies.jws(Form.JAVA, stranger, ""))).contains("does not chain"));
        assertEquals(0, directory.snapshot(name, SGX).orElseThrow().policyVersion());
    }

    @Test
    void takesWhatAnIsolatedTenantsCertificatesSigned() throws GeneralSecurityException {
        String name = tenant(TrustModel.ISOLATED);
        Signer author = SignedPolicies.root("EC", "author");
        Signer deputy = SignedPolicies.issued(author, "deputy", -1, AT.minus(Duration.ofDays(1)));
        listed.add(author.certificate());
        for (Signer signer : List.of(author, deputy)) {
            put(name, SignedPolicies.jws(Form.DOT_NET, signer, SignedPolicies.payload(TEXT)));
            assertFalse(directory.snapshot(name, SGX).orElseThrow().policyVersion() == 0);
            reset(name, SignedPolicies.jws(Form.PYTHON, signer, ""));
            assertEquals(0, directory.snapshot(name, SGX).orElseThrow().policyVersion());
        }
        JsonObject keys = claims(desk.certificates(writer(name), false)).getJsonObject("x-ms-policy-certificates");
        assertEquals("ES256", keys.getJsonArray("keys").getJsonObject(0).getString("alg"));
        assertEquals("EC", keys.getJsonArray("keys").getJsonObject(0).getString("kty"));
    }

    @Test
    void leavesAConfiguredPolicyToConfiguration() {
        String name = tenant(TrustModel.AAD);
        configured.add(name);
        assertTrue(operation(() -> put(name, UNSECURED)).contains("configuration"));
        assertTrue(operation(() -> reset(name, PolicyDocument.EMPTY)).contains("configuration"));
    }

    @Test
    @Tag("KM-02")
    void changesNothingWhereTheKeyCannotBeHad() {
        String name = tenant(TrustModel.AAD);
        keysAtHand = false;
        assertInstanceOf(PolicyAnswer.Unavailable.class, refused(() -> put(name, UNSECURED)));
        assertEquals(0, directory.snapshot(name, SGX).orElseThrow().policyVersion());
    }

    @Test
    void storesNothingThatDoesNotParse() {
        String name = tenant(TrustModel.AAD);
        put(name, UNSECURED);
        assertThrows(PolicyParsingException.class, () -> put(name, PolicyDocument.unsecured("version= 1.0; x")));
        assertThrows(MalformedException.class, () -> put(name, UNSECURED.substring(5)));
        assertEquals(UNSECURED, desk.current(writer(name)));
    }

    @Test
    void tellsAReplayOfADocumentThatCountsOnce() {
        String name = tenant(TrustModel.AAD);
        String dated = "eyJhbGciOiJub25lIn0."
                + Bytes.utf8(SignedPolicies.payload(TEXT).replace("{", "{\"iat\":1,")).toBase64Url() + ".";
        put(name, dated);
        put(name, dated);
        put(name, UNSECURED);
        assertTrue(operation(() -> put(name, dated)).contains("replay"));
    }

    @Test
    void takesAPreparedDocumentForAnHour() {
        String name = tenant(TrustModel.AAD);
        String prepared = ((PolicyAnswer.Signed) desk.prepare(writer(name), Bytes.utf8(UNSECURED))).token();
        assertEquals(0, directory.snapshot(name, SGX).orElseThrow().policyVersion());
        claims(desk.putPreview(writer(name), Bytes.utf8(prepared)));
        assertEquals(UNSECURED, desk.current(writer(name)));
        clock.move(Duration.ofHours(1));
        assertThrows(MalformedException.class, () -> desk.putPreview(writer(name), Bytes.utf8(prepared)));
        String[] parts = prepared.split("\\.");
        assertThrows(MalformedException.class, () -> desk.putPreview(writer(name),
                Bytes.utf8("eyJhbGciOiJub25lIn0." + parts[1] + ".")));
    }

    private PolicyAnswer put(String name, String document) {
        return desk.put(writer(name), Bytes.utf8(document));
    }

    private PolicyAnswer reset(String name, String document) {
        return desk.reset(writer(name), document, false);
    }

    private static PolicyCall writer(String name) {
        return call(name, Optional.of(name), Role.ATTESTATION_CONTRIBUTOR);
    }

    private static PolicyCall call(String tenant, Optional<String> whose, Role... roles) {
        return new PolicyCall(tenant, SGX, new Caller(whose, "alice", "issuer", Set.copyOf(Arrays.asList(roles))),
                "trace");
    }

    private static PolicyAnswer refused(Runnable work) {
        return assertThrows(PolicyRefusal.class, work::run).answer();
    }

    private static void unauthorized(Runnable work) {
        assertInstanceOf(PolicyAnswer.Unauthorized.class, refused(work));
    }

    private static String operation(Runnable work) {
        return refusedAs("InvalidOperation", work);
    }

    private static String untrusted(Runnable work) {
        return refusedAs("InvalidParameter", work);
    }

    private static String refusedAs(String code, Runnable work) {
        PolicyAnswer.BadRequest refused = assertInstanceOf(PolicyAnswer.BadRequest.class, refused(work));
        assertEquals(code, refused.code());
        return refused.detail();
    }

    private static JsonObject claims(PolicyAnswer answer) {
        String token = assertInstanceOf(PolicyAnswer.Signed.class, answer).token();
        return StrictJson.object("token", Base64Url.decode("payload", token.split("\\.")[1]));
    }

    private String tenant(TrustModel trust) {
        String name = "pol-" + UUID.randomUUID().toString().substring(0, 8);
        TenantSettings usual = TenantSettings.USUAL;
        store.create(
                new NewTenant(name,
                        new TenantSettings(trust, usual.baseline(), usual.anchorSet(), usual.authenticated(),
                                usual.token(), usual.quotas(), false, usual.keepEvidenceDays()),
                        List.of(), Optional.empty(), Bytes.utf8(name).sha256()),
                new TenantChange(TenantChange.Operation.CREATE, "alice", "issuer", "trace", AT));
        return name;
    }
}
